package dev.tocsin.bridge.split;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneObjectTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", " {\"a\":[1,{\"b\":null}]}\r\n", "{\"ä\":\"é\"}"})
    void takesOneObject(String text) {
        assertThat(defect(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | Expected one JSON object at byte 0 of the body, but found the end",
                "[] | Expected one JSON object at byte 0 of the body, but found '['",
                "' \"a\"' | Expected one JSON object at byte 1 of the body, but found '\"'",
                "{}{} | Expected nothing behind the object at byte 2 of the body, but found '{'"
            })
    void saysWhatElseItFound(String text, String defect) {
        assertThat(defect(text)).isEqualTo(defect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{a}", "{\"a\":1,\"a\":2}", "{\"a\":}"})
    void saysWhereAnObjectIsBroken(String text) {
        assertThat(defect(text)).startsWith("Expected one JSON object, but at line 1, column ");
    }

    @Test
    void looksAtItsRangeAlone() {
        byte[] body = "x{}x".getBytes(UTF_8);

        assertThat(OneObject.defect(body, 1, 3)).isNull();
        assertThat(OneObject.defect(body, 1, 4)).isNotNull();
        assertThat(OneObject.defect(body, 0, 3)).isNotNull();
    }

    private static @Nullable String defect(String text) {
        byte[] body = text.getBytes(UTF_8);
        return OneObject.defect(body, 0, body.length);
    }
}
