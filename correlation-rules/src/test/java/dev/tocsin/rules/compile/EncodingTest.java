package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
    @Test
    void base64HasItsPadding() {
        assertThat(encode(null, Modifier.BASE64, "foob")).containsExactly("Zm9vYg==");
    }

    @Test
    void utf16HasTheOrderOfItsBytes() {
        assertThat(encode(Modifier.WIDE, null, "ab")).containsExactly("a\0b\0");
        assertThat(encode(Modifier.UTF16LE, null, "ab")).containsExactly("a\0b\0");
        assertThat(encode(Modifier.UTF16BE, null, "ab")).containsExactly("\0a\0b");
        assertThat(encode(Modifier.UTF16, null, "a")).containsExactly("\u00ff\u00fea\0");
    }

    /** Whatever stands before and after a text, one of its three forms is in the base64 of all. */
    @ParameterizedTest
    @ValueSource(strings = {"ab", "abc", "abcd", "whoami /all", "\u00e4\u00f6\u20ac", "::From"})
    void oneOfTheOffsetsIsFoundInEveryPlace(String text) {
        List<String> forms = encode(null, Modifier.BASE64OFFSET, text);

        for (String before : List.of("", "x", "xy", "xyz", "\u00e4", "long before")) {
            for (String after : List.of("", "1", "12", "123", "\u00fc")) {
                byte[] all = (before + text + after).getBytes(StandardCharsets.UTF_8);
                assertThat(Base64.getEncoder().encodeToString(all))
                        .as("%s|%s|%s", before, text, after)
                        .containsAnyOf(forms.toArray(String[]::new));
            }
        }
    }

    @Test
    void offsetsCountBytesAlsoUnderUtf16() {
        List<String> forms = encode(Modifier.WIDE, Modifier.BASE64OFFSET, "IEX");
        byte[] script = "$x; IEX $y".getBytes(StandardCharsets.UTF_16LE);

        assertThat(Base64.getEncoder().encodeToString(script))
                .containsAnyOf(forms.toArray(String[]::new));
    }

    private static List<String> encode(
            @Nullable Modifier utf16, @Nullable Modifier base64, String text) {
        return new Encoding(utf16, base64).encode(text);
    }
}
