package dev.tocsin.rules.regex;

/**
 * A set of ASCII characters.
 *
 * @param low a bit for each of the characters 0 to 63
 * @param high a bit for each of the characters 64 to 127
 */
record AsciiSet(long low, long high) {
    static final AsciiSet NONE = new AsciiSet(0, 0);
    static final AsciiSet ALL = new AsciiSet(-1, -1);
    static final AsciiSet DIGIT = range('0', '9');
    static final AsciiSet WORD = DIGIT.or(range('a', 'z')).or(range('A', 'Z')).or(range('_', '_'));
    static final AsciiSet SPACE = range('\t', '\n').or(range('\f', '\r')).or(range(' ', ' '));
    static final AsciiSet LINE_END = range('\n', '\n');

    static final int SIZE = 128;

    static AsciiSet range(int from, int to) {
        long low = 0;
        long high = 0;
        for (int c = from; c <= to; c++) {
            low |= c < Long.SIZE ? 1L << c : 0;
            high |= c < Long.SIZE ? 0 : 1L << c;
        }
        return new AsciiSet(low, high);
    }

    boolean has(int c) {
        return ((c < Long.SIZE ? low : high) & (1L << c)) != 0;
    }

    AsciiSet or(AsciiSet other) {
        return new AsciiSet(low | other.low, high | other.high);
    }

    AsciiSet not() {
        return new AsciiSet(~low, ~high);
    }

    /** This set, with the other case of each of its letters. */
    AsciiSet folded() {
        long letters = range('a', 'z').high;
        int distance = 'a' - 'A';
        long small = (high & letters) | ((high << distance) & letters);
        return new AsciiSet(low, high | small | (small >>> distance));
    }
}
