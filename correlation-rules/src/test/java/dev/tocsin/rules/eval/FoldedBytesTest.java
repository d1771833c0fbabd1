package dev.tocsin.rules.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.value.Fold;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Fold} is the judge. */
class FoldedBytesTest {
    private static final String LETTERS =
            "azAZ@[`{09 \\?\u00b5\u00c4\u00df\u00ff\u0130\u0131\u017f\u212a\u03a3\u03c2\uffff";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void areTheUtf8BytesOfTheFoldedText(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = text(random, i % 2 == 0 ? 10 : LETTERS.length());
            assertThat(FoldedBytes.of(text))
                    .as("text %s", text)
                    .isEqualTo(Fold.fold(text).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text(Random random, int letters) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(30); length > 0; length--) {
            if (letters > 10 && random.nextInt(10) == 0) {
                text.appendCodePoint(random.nextBoolean() ? 0x10400 : 0x1f600);
            }
            text.append(LETTERS.charAt(random.nextInt(letters)));
        }
        return text.toString();
    }

    @Test
    void aSurrogateWithoutItsPartnerEqualsNothingElse() {
        byte[] high = FoldedBytes.of("a\ud83d");
        assertThat(high).isNotEqualTo(FoldedBytes.of("a?"));
        assertThat(high).isNotEqualTo(FoldedBytes.of("a\ude00"));
        assertThat(high).isEqualTo(FoldedBytes.of("A\ud83d")).hasSize(4);
        assertThat(FoldedBytes.of("\ud83d\ude00")).hasSize(4);
    }
}
