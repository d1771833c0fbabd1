package dev.tocsin.bridge.split;

/**
 * Finds where something malformed probably ends, by counting brackets outside strings. Never
 * judges: what it skips is kept as a dead letter whole.
 */
final class Brackets {
    private Brackets() {}

    /** The end of an array's element: the comma or closing bracket after it, or {@code to}. */
    static int endOfElement(byte[] bytes, int from, int to) {
        int depth = 0;
        for (int at = from; at < to; at++) {
            switch (bytes[at]) {
                case '"' -> at = endOfString(bytes, at, to) - 1;
                case '{', '[' -> depth++;
                case '}' -> depth = Math.max(0, depth - 1);
                case ']' -> {
                    if (depth == 0) {
                        return at;
                    }
                    depth--;
                }
                case ',' -> {
                    if (depth == 0) {
                        return at;
                    }
                }
                default -> {}
            }
        }
        return to;
    }

    /**
     * The end of a document that failed at {@code failedAt}: after its closing bracket, or before
     * the next line that starts a document, whichever comes first; else {@code to}.
     */
    static int endOfDocument(byte[] bytes, int from, int failedAt, int to) {
        int depth = 0;
        for (int at = from; at < to; at++) {
            switch (bytes[at]) {
                case '"' -> at = endOfString(bytes, at, to) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    depth--;
                    if (depth <= 0) {
                        return at + 1;
                    }
                }
                case '\n' -> {
                    if (at + 1 >= failedAt && startsDocument(bytes, at + 1, to)) {
                        return at;
                    }
                }
                default -> {}
            }
        }
        return to;
    }

    private static boolean startsDocument(byte[] bytes, int at, int to) {
        return at < to && (bytes[at] == '{' || bytes[at] == '[');
    }

    /** After the closing quote of a string, or at the line feed that a JSON string cannot hold. */
    private static int endOfString(byte[] bytes, int quote, int to) {
        for (int at = quote + 1; at < to; at++) {
            switch (bytes[at]) {
                case '\\' -> at++;
                case '"' -> {
                    return at + 1;
                }
                case '\n' -> {
                    return at;
                }
                default -> {}
            }
        }
        return to;
    }
}
