package dev.tocsin.desk.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tocsin.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCursorTest {
    private static final EventOrder ORDER =
            new EventOrder(EventOrder.NEWEST_FIRST, EventOrder.byTime(true));

    @Test
    void comesBackAsItWas() {
        ArrayNode after = Json.MAPPER.createArrayNode().add(Long.MAX_VALUE).addNull();
        EventCursor cursor = new EventCursor(new TimeFrame(1, 2), ORDER.text(), after);

        assertThat(EventCursor.parse(cursor.text(), ORDER)).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "not JSON",
                "{\"from\":1,\"end\":2,\"order\":\"host.name\",\"after\":[1,\"a\"]}",
                "{\"from\":2,\"end\":1,\"order\":\"-@timestamp\",\"after\":[1,\"a\"]}",
                "{\"from\":1,\"end\":2,\"order\":\"-@timestamp\",\"after\":[1]}",
                "{\"from\":1,\"end\":2,\"order\":\"-@timestamp\",\"after\":[1,{\"script\":1}]}",
                "{\"from\":1,\"end\":2,\"order\":\"-@timestamp\",\"after\":[[1],\"a\"]}",
            })
    void asvs221IsNothingElse(String json) {
        assertThat(EventCursor.parse(encoded(json), ORDER)).isNull();
    }

    @Test
    void isNoTextThatIsTooLongOrNotEncoded() {
        assertThat(EventCursor.parse("%%%", ORDER)).isNull();
        assertThat(EventCursor.parse("a".repeat(10_000), ORDER)).isNull();
        assertThat(
                        EventCursor.parse(
                                encoded(
                                        "{\"from\":1,\"end\":2,\"order\":\"-@timestamp\",\"after\":[1,\"%s\"]}"
                                                .formatted("a".repeat(3_000))),
                                ORDER))
                .isNull();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
