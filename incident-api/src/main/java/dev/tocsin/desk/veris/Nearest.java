package dev.tocsin.desk.veris;

import dev.tocsin.text.EditDistance;
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
                .min(
                        Comparator.comparingInt(
                                v -> EditDistance.between(lower, v.toLowerCase(Locale.ROOT))))
                .orElse(null);
    }
}
