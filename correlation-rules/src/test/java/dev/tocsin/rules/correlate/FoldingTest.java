package dev.tocsin.rules.correlate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FoldingTest {
    @Test
    void foldsAsEqualsIgnoreCase() {
        List<String> texts =
                List.of("ADMIN", "admin", "Straße", "STRASSE", "İ", "i", "K", "k", "𐐀", "𐐨");

        for (String one : texts) {
            for (String other : texts) {
                assertThat(Folding.fold(one).equals(Folding.fold(other)))
                        .as("%s and %s", one, other)
                        .isEqualTo(one.equalsIgnoreCase(other));
            }
        }
    }

    @Test
    void longTextsAreShortAndAsDistinctAsBefore() {
        String text = "ä𐐀".repeat(10_000);

        assertThat(Folding.shortened(text + "a")).hasSizeLessThanOrEqualTo(Folding.MOST_CHARS);
        assertThat(Folding.shortened(text + "a")).isNotEqualTo(Folding.shortened(text + "b"));
        assertThat(Folding.fold(Folding.shortened(text + "a")))
                .isEqualTo(Folding.fold(Folding.shortened("Ä𐐨".repeat(10_000) + "A")));
        assertThat(Folding.shortened("x".repeat(Folding.MOST_CHARS)))
                .isEqualTo("x".repeat(Folding.MOST_CHARS));
        assertThat(UTF_8.newEncoder().canEncode(Folding.shortened("x" + text))).isTrue();
        assertThat(UTF_8.newEncoder().canEncode(Folding.shortened("xx" + text))).isTrue();
    }

    @Test
    void tuplesAreEqualOnlyIfTheirPartsAre() {
        List<String> parts = List.of("a\u001fb", "c\u0010", "", "\u0010\u001f");

        assertThat(Tuples.split(Tuples.join(parts))).isEqualTo(parts);
        assertThat(Tuples.join(List.of("a\u001fb", "c")))
                .isNotEqualTo(Tuples.join(List.of("a", "b\u001fc")));
        assertThat(Tuples.join(List.of("plain"))).isEqualTo("plain");
    }
}
