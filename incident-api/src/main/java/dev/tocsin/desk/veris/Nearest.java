package dev.tocsin.desk.veris;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the value that somebody may have meant. */
final class Nearest {
    private static final int LONGEST = 80;

    private Nearest() {}

    /** The value with the least edit distance, or null when there is no value. */
    static @Nullable String of(String found, List<String> values) {
        String shortened = found.length() <= LONGEST ? found : found.substring(0, LONGEST);
        String lower = shortened.toLowerCase(Locale.ROOT);
        return values.stream()
                .min(Comparator.comparingInt(v -> distance(lower, v.toLowerCase(Locale.ROOT))))
                .orElse(null);
    }

    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
            }
            before = row;
        }
        return before[b.length()];
    }
}
