package dev.tocsin.desk.query;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A text with wildcards: {@code *} for any characters, {@code ?} for one; a backslash makes the
 * character after it plain.
 *
 * @param pattern the text, well-formed: no backslash at the end
 */
public record Glob(String pattern) {
    private static final int ANY = -1;
    private static final int ONE = -2;

    /** A predicate of the whole text, without regard to the case of ASCII letters. */
    public Predicate<String> matcher() {
        int[] codes = codes();
        return text -> matches(codes, text.codePoints().map(Glob::lower).toArray());
    }

    /** The same as a regular expression of the whole text. */
    public String regex() {
        StringBuilder regex = new StringBuilder("^");
        for (int code : codes()) {
            switch (code) {
                case ANY -> regex.append("[\\s\\S]*");
                case ONE -> regex.append("[\\s\\S]");
                default -> regex.append(Pattern.quote(Character.toString(code)));
            }
        }
        return regex.append('$').toString();
    }

    static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    /** Filters ask it of every value; most are in lower case already and stay as they are. */
    static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (lower(text.charAt(i)) != text.charAt(i)) {
                return lowered(text.toCharArray());
            }
        }
        return text;
    }

    private static String lowered(char[] text) {
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) lower(text[i]);
        }
        return new String(text);
    }

    private int[] codes() {
        int[] all = pattern.codePoints().toArray();
        int[] codes = new int[all.length];
        int size = 0;
        for (int i = 0; i < all.length; i++) {
            codes[size++] =
                    switch (all[i]) {
                        case '*' -> ANY;
                        case '?' -> ONE;
                        case '\\' -> lower(all[++i]);
                        default -> lower(all[i]);
                    };
        }
        return java.util.Arrays.copyOf(codes, size);
    }

    /** Goes back to the latest star only, so that it takes at most pattern times text steps. */
    private static boolean matches(int[] codes, int[] text) {
        int c = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length) {
            if (c < codes.length && codes[c] == ANY) {
                star = c++;
                resume = t;
            } else if (c < codes.length && (codes[c] == ONE || codes[c] == text[t])) {
                c++;
                t++;
            } else if (star >= 0) {
                c = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (c < codes.length && codes[c] == ANY) {
            c++;
        }
        return c == codes.length;
    }
}
