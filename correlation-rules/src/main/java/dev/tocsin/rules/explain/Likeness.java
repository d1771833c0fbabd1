package dev.tocsin.rules.explain;

import dev.tocsin.text.EditDistance;
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
        if (shorter > SHORT && EditDistance.between(one, other) <= NEAR) {
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
}
