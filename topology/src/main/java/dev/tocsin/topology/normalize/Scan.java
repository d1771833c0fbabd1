package dev.tocsin.topology.normalize;

import org.jspecify.annotations.Nullable;

/**
 * A place in a text that only moves forward, so that every reader of lines takes time in proportion
 * to the line, whatever stands in it. Not thread-safe.
 */
final class Scan {
    private final String text;
    private int at;

    Scan(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    void moveTo(int place) {
        at = place;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The next character, or NUL at the end. */
    char next() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    /** Moves behind a text that stands here. */
    boolean skip(String expected) {
        boolean here = text.startsWith(expected, at);
        at += here ? expected.length() : 0;
        return here;
    }

    boolean skip(char expected) {
        boolean here = !atEnd() && text.charAt(at) == expected;
        at += here ? 1 : 0;
        return here;
    }

    void spaces() {
        while (!atEnd() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    /** What stands before the next space, with the space skipped; empty at the end. */
    String word() {
        int begin = at;
        while (!atEnd() && !isSpace(text.charAt(at))) {
            at++;
        }
        String word = text.substring(begin, at);
        at += atEnd() ? 0 : 1;
        return word;
    }

    /** As {@link #word}, of any number of spaces around it. */
    String spacedWord() {
        spaces();
        String word = word();
        spaces();
        return word;
    }

    /** Digits, at most so many; empty when there are none. */
    String digits(int most) {
        int begin = at;
        while (!atEnd() && at - begin < most && isDigit(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    /** What stands before a mark, with the mark skipped; null, and nothing moves, without one. */
    @Nullable String until(String mark) {
        int end = text.indexOf(mark, at);
        if (end < 0) {
            return null;
        }
        String before = text.substring(at, end);
        at = end + mark.length();
        return before;
    }

    /**
     * What stands between quotes, in which a backslash makes the next character an ordinary one;
     * null, and nothing moves, when there are none. A text without its end goes to the end.
     */
    @Nullable String quoted() {
        if (next() != '"') {
            return null;
        }
        StringBuilder inner = new StringBuilder();
        for (at++; !atEnd(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                break;
            }
            if (c == '\\' && at + 1 < text.length() && isEscaped(text.charAt(at + 1))) {
                at++;
                c = text.charAt(at);
            }
            inner.append(c);
        }
        return inner.toString();
    }

    /** All that is left. */
    String rest() {
        String rest = text.substring(Math.min(at, text.length()));
        at = text.length();
        return rest;
    }

    private static boolean isEscaped(char c) {
        return c == '"' || c == '\\';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
