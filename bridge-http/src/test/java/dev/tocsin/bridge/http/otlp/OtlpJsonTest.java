package dev.tocsin.bridge.http.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.GatewayConfig;
import dev.tocsin.bridge.http.CutItems;
import dev.tocsin.bridge.http.Items;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpJsonTest {
    private static final int MAX_EVENT = 1_000_000;

    /** What {@link OtlpProtobufTest#fullRecord} is in JSON. */
    static final String FULL =
            """
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[{
              "timeUnixNano":"1767268800000000001","observedTimeUnixNano":18446744073709551615,
              "severityNumber":17,"severityText":"ERROR","eventName":"login","unknown":{"a":[1]},
              "body":{"stringValue":"no entry"},
              "attributes":[
                {"key":"s","value":{"stringValue":"ä"}},
                {"key":"b","value":{"boolValue":true}},
                {"key":"i","value":{"intValue":"-7"}},
                {"key":"d","value":{"doubleValue":1.5}},
                {"key":"nan","value":{"doubleValue":"NaN"}},
                {"key":"bytes","value":{"bytesValue":"AQI="}},
                {"key":"none","value":{}},
                {"key":"list","value":{"arrayValue":{"values":[{"intValue":1},{"stringValue":"x"}]}}},
                {"key":"map","value":{"kvlistValue":{"values":[{"key":"k","value":{"stringValue":"v"}}]}}},
                {"key":"twice","value":{"intValue":1}},
                {"key":"twice","value":{"intValue":2}},
                {"key":"twice","value":{"intValue":3}}],
              "droppedAttributesCount":4294967295,"flags":1,
              "traceId":"0102030405060708090A0B0C0D0E0F10","spanId":"0102030405060708"}],
              "schemaUrl":"https://s","scope":{"name":"app.Login","version":"2"}}],
              "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}],"droppedAttributesCount":1},
              "schemaUrl":"https://r"}]}
            """;

    @Test
    void makesTheSameEventAsProtobuf() {
        byte[] protobuf = OtlpProtobufTest.request(OtlpProtobufTest.fullRecord()).toByteArray();

        CutItems cut = cut(FULL);

        assertThat(cut.defect()).isNull();
        assertThat(cut.events())
                .isEqualTo(
                        CutItems.of(protobuf, (b, items) -> OtlpProtobuf.cut(b, MAX_EVENT, items))
                                .events());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"body\":7}|value that is no object but NUMBER",
                "{\"timeUnixNano\":\"soon\"}|timeUnixNano that is no whole number of 64 bits",
                "{\"timeUnixNano\":1.5}|timeUnixNano that is no whole number",
                "{\"timeUnixNano\":1e400}|timeUnixNano that is no whole number",
                "{\"severityNumber\":\"loud\"}|severityNumber that is no whole number of 32 bits",
                "{\"severityNumber\":\"SEVERITY_NUMBER_LOUD\"}|a severityNumber that is not known",
                "{\"severityText\":[]}|severityText that is no text but ARRAY",
                "{\"attributes\":{}}|attributes that is no array but OBJECT",
                "{\"attributes\":[{\"key\":1}]}|key that is no text but NUMBER",
                "{\"body\":{\"intValue\":\"x\"}}|intValue that is no whole number of 64 bits",
                "{\"body\":{\"boolValue\":\"true\"}}|boolValue that is no truth value",
                "{\"body\":{\"doubleValue\":\"much\"}}|doubleValue that is no number",
                "{\"body\":{\"bytesValue\":\"%%\"}}|a bytesValue that is not in base64",
                "{\"body\":{\"arrayValue\":[]}}|arrayValue that is no object but ARRAY",
                "{\"traceId\":\"xyz\"}|a traceId that is not in hexadecimal digits",
                "{\"a\":1,\"a\":2}|Duplicate field 'a'",
                "7|logRecords that is no object but NUMBER"
            })
    void aRecordWithAValueOfAnotherTypeIsMalformedAlone(String record, String found) {
        CutItems cut = cut(inOneScope(record + ",{\"body\":{\"stringValue\":\"fine\"}}"));

        assertThat(cut.defect()).isNull();
        assertThat(cut.events()).singleElement().asString().contains("\"body\":\"fine\"");
        assertThat(cut.defects())
                .singleElement()
                .asString()
                .startsWith("Expected an OTLP log record, but found: " + found);
        assertThat(new String(cut.items().getFirst().bytes(), UTF_8)).isEqualTo(record);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"severityNumber\":\"SEVERITY_NUMBER_WARN2\"}|{\"severityNumber\":14}",
                "{\"severityNumber\":\"9\"}|{\"severityNumber\":9}",
                "{\"timeUnixNano\":1.7672688E18}|{\"timeUnixNano\":\"1767268800000000000\"}",
                "{\"time_unix_nano\":\"1\",\"body\":null,\"attributes\":null}|{}",
                "{\"body\":{\"stringValue\":\"\\ud83d\\ude00 \\ud800\"}}|{\"body\":\"\\uD83D\\uDE00 \\uD800\"}"
            })
    void readsWhatSendersWriteInOtherWays(String record, String expected) {
        assertThat(cut(inOneScope(record)).events())
                .containsExactly("{\"resource\":{},\"scope\":{},\"record\":" + expected + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{\"resourceLogs\":[",
                "{\"resourceLogs\":{}}",
                "{\"resourceLogs\":[7]}",
                "{\"resourceLogs\":[{\"scopeLogs\":7}]}",
                "{\"resourceLogs\":[{\"resource\":7,\"scopeLogs\":[]}]}",
                "{\"resourceLogs\":[{\"schemaUrl\":7}]}",
                "{\"resourceLogs\":[]} x",
                "{\"resourceLogs\":[]}{}"
            })
    void whatIsNoRequestIsRefusedAsAWhole(String body) {
        assertThat(cut(body).defect())
                .startsWith("Expected an ExportLogsServiceRequest in JSON, but found: ");
    }

    @Test
    void textThatIsNotUtf8IsNoJson() {
        byte[] body = inOneScope("{\"body\":{\"stringValue\":\"X\"}},{}").getBytes(UTF_8);
        body[new String(body, UTF_8).indexOf('X')] = (byte) 0xff;

        assertThat(cut(body).defect()).contains("Invalid UTF-8");
    }

    @Test
    void theUniqueIdOfARecordIsItsKey() {
        String uid =
                "{\"attributes\":[{\"key\":\"log.record.uid\",\"value\":{\"stringValue\":\"%s\"}}]}";

        CutItems cut =
                cut(inOneScope(uid.formatted("u-7") + ",{}," + uid.formatted("x".repeat(129))));

        assertThat(cut.items().get(0).idempotencyKey()).isEqualTo("u-7");
        assertThat(cut.items().get(1).idempotencyKey()).isNull();
        assertThat(cut.items().get(2).idempotencyKey()).hasSize(32);
    }

    @Test
    void otherEncodingsThanUtf8AreRefused() {
        assertThat(cut(FULL.getBytes(java.nio.charset.StandardCharsets.UTF_16LE)).defect())
                .contains("the text must be UTF-8");
    }

    @Test
    void nestingBeyondTheLimitIsRefused() {
        assertThat(cut("{\"a\":" + "[".repeat(1_000_000)).defect()).contains("nesting depth");
    }

    @Test
    void moreRecordsThanTheLimitAreTooMany() {
        GatewayConfig config = GatewayConfig.from(Map.of("TOCSIN_INGEST_MAX_EVENTS_PER_BODY", "2"));

        CutItems cut =
                CutItems.of(
                        inOneScope("{},{},{}" + ",{}".repeat(100_000)).getBytes(UTF_8),
                        config,
                        (b, items) -> OtlpJson.cut(b, MAX_EVENT, items));

        assertThat(cut.reached()).isEqualTo(Items.Limit.NUMBER);
        assertThat(cut.items()).hasSize(2);
    }

    private static String inOneScope(String records) {
        return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + records + "]}]}]}";
    }

    private static CutItems cut(String body) {
        return cut(body.getBytes(UTF_8));
    }

    private static CutItems cut(byte[] body) {
        return CutItems.of(body, (bytes, items) -> OtlpJson.cut(bytes, MAX_EVENT, items));
    }
}
