package dev.tocsin.rules.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldTest {
    @Test
    void everyPairOfCharactersFoldsAsEqualsIgnoreCaseDoes() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String text = Character.toString(codePoint);
            String upper = Character.toString(Character.toUpperCase(codePoint));
            String lower = Character.toString(Character.toLowerCase(codePoint));
            if (Fold.fold(text).equals(Fold.fold(upper)) != text.equalsIgnoreCase(upper)
                    || Fold.fold(text).equals(Fold.fold(lower)) != text.equalsIgnoreCase(lower)
                    || Fold.fold(text).length() != text.length()) {
                assertThat(text).as("U+%x", codePoint).isEqualTo("folded otherwise");
            }
        }
    }

    @Test
    void foldedTextIsReturnedAsItIs() {
        String text = "already lower \u00e4\uD83D";

        assertThat(Fold.fold(text)).isEqualTo(text);
        assertThat(Fold.fold("plain")).isSameAs("plain");
    }
}
