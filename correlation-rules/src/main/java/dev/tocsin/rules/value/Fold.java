package dev.tocsin.rules.value;

/**
 * Case folding that agrees with {@link String#equalsIgnoreCase}: two strings are equal without
 * regard to case exactly if their folded forms are equal. The length never changes.
 */
public final class Fold {
    private static final int ASCII = 128;

    private Fold() {}

    /** The folded text; the same object when nothing changes. */
    public static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (changes(text.charAt(i))) {
                return foldFrom(text, i);
            }
        }
        return text;
    }

    private static boolean changes(char c) {
        if (c < ASCII) {
            return c >= 'A' && c <= 'Z';
        }
        return Character.isSurrogate(c) || fold(c) != c;
    }

    private static int fold(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    private static String foldFrom(String text, int from) {
        StringBuilder folded = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); ) {
            char c = text.charAt(i);
            if (c < ASCII) {
                folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
                i++;
            } else {
                int codePoint = text.codePointAt(i);
                folded.appendCodePoint(fold(codePoint));
                i += Character.charCount(codePoint);
            }
        }
        return folded.toString();
    }
}
