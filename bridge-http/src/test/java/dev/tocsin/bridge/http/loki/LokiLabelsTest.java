package dev.tocsin.bridge.http.loki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LokiLabelsTest {

    @Test
    void readsLabelsInTheirOrder() throws Exception {
        assertThat(
                        LokiLabels.parse(
                                " { job = \"web\" , __path__=\"/var/log/*.log\", a:b.c=\"\",} "))
                .containsExactly(
                        Map.entry("job", "web"),
                        Map.entry("__path__", "/var/log/*.log"),
                        Map.entry("a:b.c", ""));
    }

    @Test
    void noLabelsAreLabelsToo() throws Exception {
        assertThat(LokiLabels.parse("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '#',
            value = {
                "{a=\"C:\\\\logs\"}|C:\\logs",
                "{a=\"say \\\"hi\\\", {b=c}\"}|say \"hi\", {b=c}",
                "{a=\"\\u00e4\\U0001F600\"}|ä😀",
                "{a=\"\\xc3\\xa4\\303\\244\"}|ää",
                "{a=`C:\\logs \"x\"`}|C:\\logs \"x\"",
                "{\"a b\"=\"c\"}|c"
            },
            delimiter = '|')
    void undoesTheEscapesOfGo(String labels, String value) throws Exception {
        assertThat(LokiLabels.parse(labels)).containsValue(value).hasSize(1);
    }

    @Test
    void undoesTheEscapesOfControlCharacters() throws Exception {
        assertThat(LokiLabels.parse("{a=\"\\a\\b\\f\\n\\r\\t\\v\\'\"}"))
                .containsEntry("a", "\u0007\b\f\n\r\t\u000b'");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '#',
            value = {
                "##|Expected '{' at character 0 of the labels",
                "a=\"b\"|Expected '{' at character 0 of the labels",
                "{a}|Expected '=' at character 2 of the labels",
                "{=\"b\"}|Expected a name at character 1 of the labels",
                "{a=b}|Expected '\"' at character 3 of the labels",
                "{a=\"b\" c=\"d\"}|Expected ',' at character 7 of the labels",
                "{a=\"b|Expected a closing quote at character 5 of the labels",
                "{a=`b|Expected a closing backquote at character 5 of the labels",
                "{a=\"b\"} x|Expected the end at character 8 of the labels",
                "{a=\"\\q\"}|Expected an escape that Go knows at character 4 of the labels",
                "{a=\"\\ud800\"}|Expected a code point at character 4 of the labels",
                "{a=\"\\U99999999\"}|Expected a code point at character 4 of the labels",
                "{a=\"\\x1\"}|Expected 2 digits at character 7 of the labels",
                "{a=\"b\",a=\"c\"}|Expected each label once at character 7 of the labels"
            },
            delimiter = '|')
    void saysWhatIsWrongAndWhere(String labels, String message) {
        assertThatThrownBy(() -> LokiLabels.parse(labels)).hasMessage(message);
    }
}
