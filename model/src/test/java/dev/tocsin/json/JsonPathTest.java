package dev.tocsin.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    private static final String DOCUMENT =
            """
            {"a": {"b": {"c": 1}, "b.c": 2, "x": null, "": 3}, "a.b": {"d": 4}, "a.b.e": 5,
             "f": 6, "g": [7], "": {"h": 8}, "i.": 9, ".j": 10, "k": {"l": {"m.n": 11}},
             "o": {"p": {}}, "o.p": {"q": 12}}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "a.b", "a.b.c", "a.b.d", "a.b.e", "a.x", "a.y", "a.", "f", "f.z", "g.0",
                ".h", "i.", ".j", "k.l.m.n", "k.l.m", "o.p.q", "o.p.r", "", ".", "..", "a..b",
                "1.2.3.4.5.6.7.8.9", "1.2.3.4.5.6.7.8.9.10.11.12"
            })
    void findsAndSetsWhatJsonDoesByName(String field) throws IOException {
        JsonPath path = JsonPath.of(field);
        assertThat(path.at(document())).isEqualTo(Json.at(document(), field));
        assertThat(path.text(document())).isEqualTo(Json.text(document(), field));
        ObjectNode byPath = document();
        ObjectNode byName = document();
        JsonNode value = TextNode.valueOf("new");
        assertThat(path.set(byPath, value)).isEqualTo(Json.set(byName, field, value));
        assertThat(byPath).isEqualTo(byName);
        assertThat(path.at(byPath)).isEqualTo(Json.at(byName, field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a.b", "a.b.c", "a.b.z", "a.n", "a.n.x", "f.g", "x.y.z", "", "a..b"})
    void whereNoNameHasDotsTheShortWayFindsAndSetsTheSame(String field) throws IOException {
        JsonPath path = JsonPath.of(field);
        JsonNode value = TextNode.valueOf("new");
        ObjectNode expected = withoutDots();
        boolean fits = Json.at(expected, field) != null || Json.set(expected, field, value);

        ObjectNode found = withoutDots();
        assertThat(path.within(found)).isEqualTo(Json.at(found, field));
        assertThat(path.setIfAbsent(found, value)).isEqualTo(fits);
        assertThat(found).isEqualTo(expected);
        assertThat(path.within(found)).isEqualTo(Json.at(expected, field));
    }

    private static ObjectNode withoutDots() throws IOException {
        return (ObjectNode)
                Json.parse(
                        "{\"a\": {\"b\": {\"c\": 1}, \"n\": null}, \"f\": 6, \"\": {\"h\": 8}}"
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode document() throws IOException {
        return (ObjectNode) Json.parse(DOCUMENT.getBytes(StandardCharsets.UTF_8));
    }
}
