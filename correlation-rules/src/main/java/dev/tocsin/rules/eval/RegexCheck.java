package dev.tocsin.rules.eval;

import com.google.re2j.Pattern;
import dev.tocsin.rules.plan.Anchor;
import dev.tocsin.rules.plan.ValueTest;
import dev.tocsin.rules.regex.AsciiDfa;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression, behind a literal that every match of it contains. Texts of ASCII go through
 * an automaton where the expression has a small one, all others through RE2/J; both take time
 * linear in the text. Most expressions of a rule set are never asked, so both are made when the
 * first text comes.
 */
final class RegexCheck implements ValueCheck {
    private final ValueTest.Regex regex;
    private final String needed;
    private volatile @Nullable Compiled compiled;

    private record Compiled(@Nullable AsciiDfa ascii, Pattern any) {}

    RegexCheck(ValueTest.Regex regex) {
        this.regex = regex;
        this.needed = Anchor.of(regex).text();
    }

    @Override
    public boolean passes(Value value) {
        if (!value.folded().contains(needed)) {
            return false;
        }
        Compiled ready = compiled();
        if (ready.ascii != null && value.isAscii()) {
            return ready.ascii.find(value.text());
        }
        return ready.any.matcher(value.text()).find();
    }

    private Compiled compiled() {
        Compiled ready = compiled;
        if (ready == null) {
            ready = compile(regex);
            compiled = ready;
        }
        return ready;
    }

    private static Compiled compile(ValueTest.Regex regex) {
        int flags =
                (regex.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0)
                        | (regex.multiLine() ? Pattern.MULTILINE : 0)
                        | (regex.dotAll() ? Pattern.DOTALL : 0);
        AsciiDfa ascii =
                regex.multiLine()
                        ? null
                        : AsciiDfa.of(regex.pattern(), regex.ignoreCase(), regex.dotAll());
        return new Compiled(ascii, Pattern.compile(regex.pattern(), flags));
    }
}
