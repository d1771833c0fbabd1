package dev.tocsin.rules.regex;

import dev.tocsin.rules.regex.RegexParser.NotUnderstood;

/** Reads what stands after a backslash. */
final class Escape {
    private Escape() {}

    static AsciiSet set(RegexParser from) throws NotUnderstood {
        char c = from.next();
        return switch (c) {
            case 'd' -> AsciiSet.DIGIT;
            case 'D' -> AsciiSet.DIGIT.not();
            case 'w' -> AsciiSet.WORD;
            case 'W' -> AsciiSet.WORD.not();
            case 's' -> AsciiSet.SPACE;
            case 'S' -> AsciiSet.SPACE.not();
            case 't' -> from.single('\t');
            case 'n' -> from.single('\n');
            case 'r' -> from.single('\r');
            case 'f' -> from.single('\f');
            case 'x' -> from.single(hex(from));
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw new NotUnderstood();
                }
                yield from.single(c);
            }
        };
    }

    private static int hex(RegexParser from) throws NotUnderstood {
        int high = Character.digit(from.next(), 16);
        int low = Character.digit(from.next(), 16);
        if (high < 0 || low < 0) {
            throw new NotUnderstood();
        }
        return high * 16 + low;
    }
}
