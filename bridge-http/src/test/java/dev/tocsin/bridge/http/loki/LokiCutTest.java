package dev.tocsin.bridge.http.loki;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.GatewayConfig;
import dev.tocsin.bridge.http.CutItems;
import dev.tocsin.bridge.http.Items;
import dev.tocsin.bridge.http.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

class LokiCutTest {
    private static final int MAX_EVENT = 1_000_000;
    private static final String JSON =
            """
            {"streams":[{"values":[["1767268800000000001","one",{"trace_id":"7"}],["1767268800000000002","two"]],
            "stream":{"job":"web","q":"\\"x\\""}}],"more":[{}]}""";
    private static final String ONE =
            """
            {"stream":{"job":"web","q":"\\"x\\"","__tenant_id__":"blue"},"timestamp":"1767268800000000001",\
            "line":"one","structuredMetadata":{"trace_id":"7"}}""";
    private static final String TWO =
            """
            {"stream":{"job":"web","q":"\\"x\\"","__tenant_id__":"blue"},"timestamp":"1767268800000000002",\
            "line":"two"}""";

    private static byte[] protobuf() {
        return new PushRequest()
                .stream(
                                "{job=\"web\", q=\"\\\"x\\\"\"}",
                                PushRequest.entry(1_767_268_800L, 1, "one", "trace_id", "7"),
                                PushRequest.entry(1_767_268_800L, 2, "two"))
                        .bytes();
    }

    @Test
    void makesOneEventOfEachEntryOfJson() {
        CutItems cut = json(JSON);

        assertThat(cut.defect()).isNull();
        assertThat(cut.events()).containsExactly(ONE, TWO);
        assertThat(cut.items()).allMatch(item -> "loki".equals(item.pipeline()));
    }

    @Test
    void makesTheSameEventsOfJsonAsItWasBeforeLoki1() {
        CutItems cut =
                json(
                        """
                        {"streams":[{"labels":"{job=\\"web\\", q=\\"\\\\\\"x\\\\\\"\\"}","entries":[
                        {"ts":"2026-01-01T13:00:00.000000002+01:00","line":"two"},
                        {"ts":"today","line":"a"},{"line":"b"},{"ts":"2500-01-01T00:00:00Z","line":"c"}]}]}""");

        assertThat(cut.events()).containsExactly(TWO);
        assertThat(cut.defects())
                .containsExactly(
                        "Expected an entry of a stream, but found: a time that is not like 2026-01-01T12:00:00Z",
                        "Expected an entry of a stream, but found: no object with the texts ts and line",
                        "Expected an entry of a stream, but found: a time that is not like 2026-01-01T12:00:00Z");
    }

    @Test
    void labelsAsTextThatAreNoneMakeTheirStreamMalformed() {
        CutItems cut =
                json(
                        "{\"streams\":[{\"labels\":\"{job=web}\",\"entries\":[{\"ts\":\"2026-01-01T12:00:00Z\",\"line\":\"a\"}]}]}");

        assertThat(cut.defects()).singleElement().asString().endsWith("of the labels");
    }

    @Test
    void makesTheSameEventsOfProtobuf() {
        assertThat(protobuf(protobuf()).events()).containsExactly(ONE, TWO);
    }

    @Test
    void undoesTheSnappyBlock() throws IOException {
        CutItems cut = CutItems.of(Snappy.compress(protobuf()), LokiCutTest::block);

        assertThat(cut.events()).containsExactly(ONE, TWO);
    }

    @Test
    void anEntryThatIsNoneIsMalformedAlone() {
        CutItems cut =
                json(
                        """
                        {"streams":[{"stream":{},"values":[["soon","a"],["1"],["1",2],["1","a",{"b":2}],7,[1,"fine"]]}]}""");

        assertThat(cut.defects())
                .allMatch(d -> d.startsWith("Expected an entry of a stream, but found: "))
                .hasSize(5);
        assertThat(new String(cut.items().getFirst().bytes(), UTF_8)).isEqualTo("[\"soon\",\"a\"]");
        assertThat(cut.events())
                .containsExactly(
                        "{\"stream\":{\"__tenant_id__\":\"blue\"},\"timestamp\":\"1\",\"line\":\"fine\"}");
    }

    @Test
    void labelsThatAreNoneMakeTheirStreamMalformedAndNoOther() {
        byte[] body =
                new PushRequest()
                        .stream("{job=web}", PushRequest.entry(1, 1, "lost")).stream(
                                        "{}", PushRequest.entry(1, 1, "fine"))
                                .bytes();

        CutItems cut = protobuf(body);

        assertThat(cut.defects()).containsExactly("Expected '\"' at character 5 of the labels");
        assertThat(cut.events()).singleElement().asString().contains("fine");
    }

    @Test
    void timesOutsideOf64BitsAndBytesThatAreNoTextAreMalformed() {
        byte[] body =
                new PushRequest()
                        .stream(
                                        "{}",
                                        PushRequest.entry(Long.MAX_VALUE, 1, "far"),
                                        PushRequest.entry(1, 1, "X"))
                                .bytes();
        body[new String(body, UTF_8).lastIndexOf('X') + bytesMore(body)] = (byte) 0xff;

        assertThat(protobuf(body).defects())
                .anyMatch(d -> d.endsWith("more than 64 bits of nanoseconds"))
                .anyMatch(d -> d.contains("not UTF-8"));
    }

    /** How much further back an ASCII character is in bytes than in their text. */
    private static int bytesMore(byte[] body) {
        for (int at = body.length - 1; at >= 0; at--) {
            if (body[at] == 'X') {
                return at - new String(body, UTF_8).lastIndexOf('X');
            }
        }
        return 0;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"streams\":7}",
                "{\"streams\":[7]}",
                "{\"streams\":[]",
                "{} {}"
            })
    void jsonThatIsNoPushIsRefusedAsAWhole(String body) {
        assertThat(json(body).defect())
                .startsWith("Expected a push of streams in JSON, but found: ");
    }

    @ParameterizedTest
    @CsvSource({"'', snappy", "'abc', snappy", "'\n', protobuf"})
    void protobufThatIsNoPushIsRefusedAsAWhole(String body, String form) {
        byte[] bytes = body.getBytes(UTF_8);
        CutItems cut =
                form.equals("snappy") ? CutItems.of(bytes, LokiCutTest::block) : protobuf(bytes);

        assertThat(cut.defect()).startsWith("Expected a PushRequest in ");
    }

    @Test
    void aBlockThatPromisesMoreThanTheLimitIsNotUndone() throws IOException {
        byte[] bomb = Snappy.compress(new byte[20_000_000]);

        assertThat(bomb).hasSizeLessThan(1_000_000);
        assertThat(CutItems.of(bomb, LokiCutTest::block).reached()).isEqualTo(Items.Limit.BODY);
        byte[] liar = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 0};
        assertThat(CutItems.of(liar, LokiCutTest::block).reached()).isEqualTo(Items.Limit.BODY);
    }

    @Test
    void moreEntriesThanTheLimitAreTooMany() {
        GatewayConfig config = GatewayConfig.from(Map.of("TOCSIN_INGEST_MAX_EVENTS_PER_BODY", "2"));
        byte[] body =
                ("{\"streams\":[{\"values\":[[1,\"a\"]" + ",[1,\"a\"]".repeat(9) + "]}]}")
                        .getBytes(UTF_8);

        CutItems cut = CutItems.of(body, config, (b, i) -> LokiJson.cut(b, items(i)));

        assertThat(cut.reached()).isEqualTo(Items.Limit.NUMBER);
        assertThat(cut.items()).hasSize(2);
    }

    @Test
    void whateverComesIsRefusedOrCutIntoEventsThatAreJson() {
        Mutations.of(
                List.of(JSON.getBytes(UTF_8)),
                body -> check(CutItems.of(body, (b, i) -> LokiJson.cut(b, items(i)))));
        Mutations.of(List.of(protobuf()), body -> check(protobuf(body)));
        Mutations.of(
                List.of(compressed(protobuf())),
                body -> check(CutItems.of(body, LokiCutTest::block)));
    }

    private static void check(CutItems cut) {
        assertThat(cut.parsed()).allMatch(event -> event.path("line").isTextual());
    }

    private static byte[] compressed(byte[] plain) {
        try {
            return Snappy.compress(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String block(byte[] body, Items items) {
        return LokiHandler.block(body, items, items(items));
    }

    private static CutItems json(String body) {
        return CutItems.of(body.getBytes(UTF_8), (b, i) -> LokiJson.cut(b, items(i)));
    }

    private static CutItems protobuf(byte[] body) {
        return CutItems.of(body, (b, i) -> LokiProtobuf.cut(b, items(i)));
    }

    private static LokiItems items(Items items) {
        return new LokiItems(items, MAX_EVENT, "blue");
    }
}
