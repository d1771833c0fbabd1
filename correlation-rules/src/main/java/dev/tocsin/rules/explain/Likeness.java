package dev.tocsin.rules.explain;

import java.util.Locale;

/** How like two field names are, by their last parts: the smaller, the liker. */
final class Likeness {
    /** The names have nothing in common. */
    static final int NONE = 9;

    private static final int SAME = 0;
    private static final int TYPING_ERROR = 1;
    private static final int PART = 2;
    private static final int NEAR = 2;
    private static final int SHORT = 4;

    private Likeness() {}

    static int of(String wanted, String there) {
        String one = last(wanted);
        String other = last(there);
        if (one.isEmpty() || other.isEmpty()) {
            return NONE;
        }
        if (one.equals(other)) {
            return SAME;
        }
        int shorter = Math.min(one.length(), other.length());
        if (shorter > SHORT && distance(one, other) <= NEAR) {
            return TYPING_ERROR;
        }
        return shorter >= SHORT && (one.contains(other) || other.contains(one)) ? PART : NONE;
    }

    /** The last part of a path, without case and without what people join words with. */
    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[-_ @]", "");
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(swap, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[b.length()];
    }
}
