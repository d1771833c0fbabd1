package dev.tocsin.rules.regex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of RE2's syntax that rules use: characters, classes, groups, alternatives,
 * repetitions, {@code ^} and {@code $}. Everything else, and everything beyond ASCII, is not
 * understood.
 */
final class RegexParser {
    /** Thrown, without a trace, at what is not understood. */
    static final class NotUnderstood extends Exception {
        private static final long serialVersionUID = 1L;

        NotUnderstood() {
            super("", null, false, false);
        }
    }

    private static final int MAX_DEPTH = 50;

    private final String text;
    private final boolean ignoreCase;
    private final boolean dotAll;
    private int at;
    private int depth;

    private RegexParser(String text, int from, boolean ignoreCase, boolean dotAll) {
        this.text = text;
        this.at = from;
        this.ignoreCase = ignoreCase;
        this.dotAll = dotAll;
    }

    /** The parsed expression, or null when something in it is not understood. */
    static @Nullable Regex parse(String text, boolean ignoreCase, boolean dotAll) {
        boolean inline = text.startsWith("(?i)");
        RegexParser parser = new RegexParser(text, inline ? 4 : 0, ignoreCase || inline, dotAll);
        try {
            Regex regex = parser.choice();
            return parser.at == text.length() ? regex : null;
        } catch (NotUnderstood _) {
            return null;
        }
    }

    private Regex choice() throws NotUnderstood {
        if (++depth > MAX_DEPTH) {
            throw new NotUnderstood();
        }
        List<Regex> parts = new ArrayList<>();
        parts.add(sequence());
        while (take('|')) {
            parts.add(sequence());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Regex.Choice(parts);
    }

    private Regex sequence() throws NotUnderstood {
        List<Regex> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            parts.add(repeated(one()));
        }
        return new Regex.Sequence(parts);
    }

    private Regex one() throws NotUnderstood {
        char c = text.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> new Regex.One(CharacterClass.read(this));
            case '\\' -> new Regex.One(folded(Escape.set(this)));
            case '.' -> new Regex.One(dotAll ? AsciiSet.ALL : AsciiSet.LINE_END.not());
            case '^' -> new Regex.Begin();
            case '$' -> new Regex.End();
            case '*', '+', '?' -> throw new NotUnderstood();
            default -> new Regex.One(folded(single(c)));
        };
    }

    private Regex group() throws NotUnderstood {
        if (text.startsWith("?:", at)) {
            at += 2;
        } else if (text.startsWith("?", at)) {
            throw new NotUnderstood();
        }
        Regex inner = choice();
        if (!take(')')) {
            throw new NotUnderstood();
        }
        return inner;
    }

    private Regex repeated(Regex inner) throws NotUnderstood {
        if (take('*')) {
            return greed(new Regex.Repeat(inner, 0, -1));
        }
        if (take('+')) {
            return greed(new Regex.Repeat(inner, 1, -1));
        }
        if (take('?')) {
            return greed(new Regex.Repeat(inner, 0, 1));
        }
        boolean isCounted = at < text.length() && text.charAt(at) == '{';
        return isCounted ? greed(counted(inner)) : inner;
    }

    /** A question mark after a repetition only says which match is wanted. */
    private Regex greed(Regex repeat) throws NotUnderstood {
        take('?');
        if (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) {
            throw new NotUnderstood();
        }
        return repeat;
    }

    private Regex counted(Regex inner) throws NotUnderstood {
        int close = text.indexOf('}', at);
        String body = close < 0 ? "" : text.substring(at + 1, close);
        if (!body.matches("[0-9]{1,3}(,[0-9]{0,3})?")) {
            throw new NotUnderstood();
        }
        at = close + 1;
        int comma = body.indexOf(',');
        int least = Integer.parseInt(comma < 0 ? body : body.substring(0, comma));
        String upper = comma < 0 ? body : body.substring(comma + 1);
        int most = upper.isEmpty() ? -1 : Integer.parseInt(upper);
        if (most >= 0 && most < least) {
            throw new NotUnderstood();
        }
        return new Regex.Repeat(inner, least, most);
    }

    /** The set of one character. */
    AsciiSet single(int c) throws NotUnderstood {
        if (c >= AsciiSet.SIZE) {
            throw new NotUnderstood();
        }
        return AsciiSet.range(c, c);
    }

    AsciiSet folded(AsciiSet set) {
        return ignoreCase ? set.folded() : set;
    }

    boolean take(char c) {
        boolean found = at < text.length() && text.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    /** The next character, which is taken. */
    char next() throws NotUnderstood {
        if (at >= text.length()) {
            throw new NotUnderstood();
        }
        return text.charAt(at++);
    }

    /** Whether the next characters are these; nothing is taken. */
    boolean sees(String ahead) {
        return text.startsWith(ahead, at);
    }
}
