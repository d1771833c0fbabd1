package dev.tocsin.desk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Level;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldsTest {
    @Test
    void readsWhatIsThere() throws IOException {
        Fields fields = fields("{\"name\":\"x\",\"level\":\"high\",\"tags\":[\"a\",\"a\",\"b\"]}");

        assertThat(fields.text("name", 5)).isEqualTo("x");
        assertThat(fields.optionalEnum("level", Level.class)).isEqualTo(Level.HIGH);
        assertThat(fields.optionalTexts("tags", 3, 5)).containsExactly("a", "b");
        fields.check();
    }

    @Test
    void tellsEveryFaultAtOnce() throws IOException {
        Fields fields =
                fields("{\"name\":\"too long\",\"level\":\"bad\",\"tags\":[\"a\",7],\"~/\":1}");
        fields.text("name", 5);
        fields.optionalEnum("level", Level.class);
        fields.optionalTexts("tags", 3, 5);

        assertThat(faults(fields))
                .extracting(Fault::at)
                .containsExactly("/~0~1", "/name", "/level", "/tags/1");
    }

    @Test
    void saysWhatItExpectedAndWhatItFound() throws IOException {
        Fields fields = fields("{\"level\":\"bad\"}");
        fields.optionalEnum("level", Level.class);

        assertThat(faults(fields))
                .extracting(Fault::detail)
                .containsExactly(
                        "Expected one of informational, low, medium, high, critical, but found \"bad\"");
    }

    @Test
    void acceptsNoControlCharacters() throws IOException {
        Fields fields = fields("{\"name\":\"a\\u0000b\"}");
        fields.text("name", 5);

        assertThat(faults(fields)).hasSize(1);
    }

    @Test
    void missesARequiredText() throws IOException {
        Fields fields = fields("{}");
        fields.text("name", 5);

        assertThat(faults(fields)).extracting(Fault::at).containsExactly("/name");
    }

    private static Fields fields(String json) throws IOException {
        return new Fields(
                (ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8)),
                Set.of("name", "level", "tags"));
    }

    private static List<Fault> faults(Fields fields) {
        return assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(fields::check)
                .actual()
                .problem()
                .errors();
    }
}
