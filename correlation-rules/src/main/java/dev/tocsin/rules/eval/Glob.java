package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.TextPattern;
import dev.tocsin.rules.plan.TextPattern.Literal;
import dev.tocsin.rules.plan.TextPattern.Part;
import dev.tocsin.rules.plan.TextPattern.Wild;
import java.util.stream.IntStream;

/**
 * Matches a whole text against wildcards, in time proportional to text times pattern at worst. One
 * character is one code point.
 */
final class Glob {
    private static final int RUN = -1;
    private static final int ONE = -2;
    private static final int DASH = -3;

    /** Code points, or one of the constants. */
    private final int[] pattern;

    private Glob(int[] pattern) {
        this.pattern = pattern;
    }

    static Glob of(TextPattern text) {
        return new Glob(text.parts().stream().flatMapToInt(Glob::symbols).toArray());
    }

    private static IntStream symbols(Part part) {
        return switch (part) {
            case Literal(String text) -> text.codePoints();
            case Wild.RUN -> IntStream.of(RUN);
            case Wild.ONE -> IntStream.of(ONE);
            case Wild.DASH -> IntStream.of(DASH);
        };
    }

    boolean matches(String text) {
        int at = 0;
        int symbol = 0;
        int retryAt = -1;
        int retrySymbol = -1;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (symbol < pattern.length && pattern[symbol] == RUN) {
                retryAt = at;
                retrySymbol = ++symbol;
            } else if (symbol < pattern.length && accepts(pattern[symbol], c)) {
                at += Character.charCount(c);
                symbol++;
            } else if (retryAt >= 0) {
                retryAt += Character.charCount(text.codePointAt(retryAt));
                at = retryAt;
                symbol = retrySymbol;
            } else {
                return false;
            }
        }
        while (symbol < pattern.length && pattern[symbol] == RUN) {
            symbol++;
        }
        return symbol == pattern.length;
    }

    private static boolean accepts(int symbol, int c) {
        return symbol == c
                || symbol == ONE
                || (symbol == DASH && TextPattern.DASHES.indexOf(c) >= 0);
    }
}
