package dev.tocsin.bridge.http.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.BatchItem;
import dev.tocsin.bridge.http.CutItems;
import dev.tocsin.bridge.http.JsonItems;
import dev.tocsin.bridge.http.Mutations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventCutTest {
    private static final int MAX_EVENT = 1_000_000;
    private static final String EVENT =
            "{ \"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/shop\",\"type\":\"sold\",\"data\":{\"a\":1}}";
    private static final Map<String, String> HEADERS =
            Map.of(
                    "Ce-Specversion", "1.0",
                    "ce-id", "7",
                    "CE-Source", "/shop",
                    "ce-type", "sold",
                    "ce-subject", "%C3%A4%20100%",
                    "ce-data", "not an attribute",
                    "ce-b%d", "no name",
                    "Content-Type", "x");

    @Test
    void keepsTheBytesAndMakesSourceAndIdTheKey() {
        CutItems cut = json("[" + EVENT + "," + EVENT.replace("/shop", "urn:a|b") + "]");

        assertThat(cut.events().getFirst()).isEqualTo(EVENT);
        assertThat(cut.items())
                .extracting(BatchItem::idempotencyKey)
                .containsExactly("/shop|7", "urn:a%7Cb|7");
        assertThat(cut.items()).allMatch(item -> "cloudevents".equals(item.pipeline()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|it has no specversion",
                "{'specversion':'1.0','id':'','source':'a','type':'b'}|id is no text",
                "{'specversion':'1.0','id':7,'source':'a','type':'b'}|id is no text",
                "{'specversion':'1.0','id':'7','type':'b'}|it has no source",
                "{'specversion':'1.0','id':'7','source':'a'}|it has no type",
                "{'specversion':'0.3','id':'7','source':'a','type':'b'}|found 0.3"
            })
    void whatLacksARequiredAttributeIsMalformed(String event, String reason) {
        String json = event.replace('\'', '"');

        CutItems cut = json(json);

        assertThat(cut.defects()).singleElement().asString().endsWith(reason);
        assertThat(new String(cut.items().getFirst().bytes(), UTF_8)).isEqualTo(json);
    }

    @Test
    void makesAnEventOfHeadersAndDataInJson() {
        BatchItem item = binary("{\"a\":1}", "application/vnd.x+json; charset=utf-8");

        assertThat(event(item))
                .startsWith("{")
                .contains("\"id\":\"7\"", "\"subject\":\"ä 100%\"", "\"data\":{\"a\":1}")
                .contains("\"datacontenttype\":\"application/vnd.x+json; charset=utf-8\"")
                .doesNotContain("not an attribute", "no name");
        assertThat(item.idempotencyKey()).isEqualTo("/shop|7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain|text/plain|\"data\":\"plain\"",
                "plain|image/png|\"data_base64\":\"cGxhaW4=\"",
                "7||\"data\":7",
                "''|text/plain|\"type\":\"sold\""
            })
    void keepsDataOfEveryKind(String body, String contentType, String part) {
        assertThat(event(binary(body, contentType))).contains(part);
    }

    @Test
    void textThatIsNotUtf8BecomesBase64() {
        BatchItem item =
                BinaryMode.item(
                        new byte[] {(byte) 0xff}, "text/plain", BinaryMode.attributes(HEADERS));

        assertThat(event(item)).contains("\"data_base64\":\"/w==\"");
    }

    @Test
    void dataThatIsNotTheJsonThatItShouldBeIsMalformedWithItsAttributes() {
        BatchItem item = binary("{", "application/json");

        assertThat(item.defect()).startsWith("Expected data in JSON, but found: ");
        assertThat(new String(item.bytes(), UTF_8)).isEqualTo("{");
        assertThat(item.headers()).containsEntry("ce-source", "/shop").containsEntry("ce-id", "7");
    }

    @Test
    void aRequestWithoutAttributesIsMalformed() {
        BatchItem item = BinaryMode.item("{}".getBytes(UTF_8), null, Map.of());

        assertThat(item.defect()).endsWith("it has no specversion");
        assertThat(item.idempotencyKey()).isNull();
    }

    @Test
    void whateverComesIsCutIntoEventsWithAKeyAndOthers() {
        Mutations.of(
                List.of(("[" + EVENT + "," + EVENT + "]").getBytes(UTF_8)),
                body -> {
                    for (BatchItem item : cut(body).items()) {
                        assertThat(item.defect() == null).isEqualTo(item.idempotencyKey() != null);
                    }
                });
        Mutations.of(
                List.of("{\"a\":[1,\"x\"]}".getBytes(UTF_8)),
                body -> BinaryMode.item(body, null, BinaryMode.attributes(HEADERS)));
    }

    private static BatchItem binary(String body, String contentType) {
        return BinaryMode.item(body.getBytes(UTF_8), contentType, BinaryMode.attributes(HEADERS));
    }

    private static String event(BatchItem item) {
        assertThat(item.defect()).isNull();
        return new String(item.bytes(), UTF_8);
    }

    private static CutItems json(String body) {
        return cut(body.getBytes(UTF_8));
    }

    private static CutItems cut(byte[] body) {
        return CutItems.of(
                body,
                (bytes, items) -> {
                    JsonItems.cut(bytes, items, item -> CloudEvent.item(item, MAX_EVENT));
                    return null;
                });
    }
}
