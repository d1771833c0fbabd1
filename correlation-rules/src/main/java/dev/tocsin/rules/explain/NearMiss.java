package dev.tocsin.rules.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.Shape;
import dev.tocsin.rules.plan.ValueTest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values that nearly pass a test of a text, and what the author may have meant. */
final class NearMiss {
    private NearMiss() {}

    /** What is different, or null when the value is nothing like the text. */
    static @Nullable String of(Predicate predicate, Seen seen) {
        if (!(predicate instanceof Predicate.FieldMatches(var _, ValueTest.Text test))
                || Shape.of(test.pattern()) == Shape.WILDCARDS) {
            return null;
        }
        String wanted = Shape.literal(test.pattern());
        for (JsonNode value : seen.values()) {
            String hint = value.isTextual() ? hint(wanted, test, value.textValue()) : null;
            if (hint != null && !wanted.isEmpty()) {
                return hint;
            }
        }
        return null;
    }

    private static @Nullable String hint(String wanted, ValueTest.Text test, String found) {
        String folded = found.toLowerCase(Locale.ROOT);
        String plain = wanted.toLowerCase(Locale.ROOT);
        if (test.cased() && folded.contains(plain) && !found.contains(wanted)) {
            return "it differs only in case: leave out 'cased' if case does not matter";
        }
        if (folded.contains(plain) && (!test.cased() || found.contains(wanted))) {
            return "the value has it " + where(folded, plain) + ": " + modifier(folded, plain);
        }
        String loose = loose(plain);
        if (!loose.isEmpty() && loose(folded).contains(loose)) {
            return "it differs only in white space, backslashes or quotes";
        }
        return null;
    }

    private static String where(String found, String wanted) {
        return found.startsWith(wanted)
                ? "at its beginning"
                : found.endsWith(wanted) ? "at its end" : "inside";
    }

    private static String modifier(String found, String wanted) {
        return found.startsWith(wanted)
                ? "'startswith' would match"
                : found.endsWith(wanted) ? "'endswith' would match" : "'contains' would match";
    }

    private static String loose(String text) {
        return text.replaceAll("[\\s\\\\/\"']", "");
    }
}
