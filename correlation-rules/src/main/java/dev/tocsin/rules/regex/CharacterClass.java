package dev.tocsin.rules.regex;

import dev.tocsin.rules.regex.RegexParser.NotUnderstood;

/** Reads a class in brackets, after its opening bracket. */
final class CharacterClass {
    private CharacterClass() {}

    static AsciiSet read(RegexParser from) throws NotUnderstood {
        boolean negated = from.take('^');
        AsciiSet set = AsciiSet.NONE;
        boolean first = true;
        while (first || !from.take(']')) {
            if (from.sees("[:")) {
                throw new NotUnderstood();
            }
            set = set.or(item(from));
            first = false;
        }
        AsciiSet folded = from.folded(set);
        return negated ? folded.not() : folded;
    }

    private static AsciiSet item(RegexParser from) throws NotUnderstood {
        AsciiSet one = member(from);
        if (!from.sees("-") || from.sees("-]")) {
            return one;
        }
        from.take('-');
        AsciiSet to = member(from);
        int low = only(one);
        int high = only(to);
        if (high < low) {
            throw new NotUnderstood();
        }
        return AsciiSet.range(low, high);
    }

    private static AsciiSet member(RegexParser from) throws NotUnderstood {
        char c = from.next();
        return c == '\\' ? Escape.set(from) : from.single(c);
    }

    /** The one character of a set. */
    private static int only(AsciiSet set) throws NotUnderstood {
        if (Long.bitCount(set.low()) + Long.bitCount(set.high()) != 1) {
            throw new NotUnderstood();
        }
        return set.low() != 0
                ? Long.numberOfTrailingZeros(set.low())
                : Long.SIZE + Long.numberOfTrailingZeros(set.high());
    }
}
