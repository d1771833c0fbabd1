package dev.tocsin.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connect.FakeElasticsearch.Answer;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ElasticsearchSinkTaskTest {
    private static final TopicPartition PARTITION = new TopicPartition(Records.TOPIC, 0);

    private final FakeElasticsearch elasticsearch;
    private final ElasticsearchSinkTask task = new ElasticsearchSinkTask();
    private FakeSinkContext context = new FakeSinkContext(true);

    ElasticsearchSinkTaskTest() throws IOException {
        elasticsearch = new FakeElasticsearch();
    }

    @AfterEach
    void stop() {
        task.stop();
        elasticsearch.close();
    }

    @Test
    void indexesEachRecordUnderItsKey() {
        start(Map.of());
        put(Records.event(0), Records.event(1));
        assertThat(commit(2)).isEqualTo(2);
        assertThat(elasticsearch.documents).containsOnlyKeys("event-0", "event-1");
    }

    @Test
    void sendsAfterTheLingerWithoutACommit() {
        start(Map.of("linger.ms", "5"));
        put(Records.event(0));
        await().until(() -> elasticsearch.documents.containsKey("event-0"));
    }

    @Test
    void putsDocumentsOfOnePollIntoOneRequest() {
        start(Map.of("linger.ms", "60000", "max.in.flight.requests", "1"));
        put(events(0, 100));
        commit(100);
        assertThat(elasticsearch.requests)
                .singleElement()
                .satisfies(r -> assertThat(r).hasSize(100));
    }

    @Test
    void splitsRequestsAtTheBatchSize() {
        start(Map.of("batch.size", "30"));
        put(events(0, 100));
        commit(100);
        assertThat(elasticsearch.requests).allSatisfy(r -> assertThat(r).hasSizeBetween(1, 30));
        assertThat(elasticsearch.documents).hasSize(100);
    }

    @Test
    void sendsARequestAgainWhenElasticsearchIsBusyOrGone() {
        start(Map.of("read.timeout.ms", "1000"));
        elasticsearch.answerNext(Answer.of(429), Answer.of(503), Answer.hanging(), Answer.of(502));
        put(events(0, 10));
        assertThat(commit(10)).isEqualTo(10);
        assertThat(elasticsearch.documents).hasSize(10);
        assertThat(context.rejected).isEmpty();
    }

    @Test
    void sendsOnlyTheBusyDocumentsAgain() {
        start(Map.of("linger.ms", "60000", "max.in.flight.requests", "1"));
        elasticsearch.answerEach(
                sent ->
                        sent.id().equals("event-3") && sent.times() < 3
                                ? "429 es_rejected_execution_exception queue is full"
                                : "");
        put(events(0, 10));
        assertThat(commit(10)).isEqualTo(10);
        assertThat(elasticsearch.documents).hasSize(10);
        assertThat(elasticsearch.requests.subList(1, elasticsearch.requests.size()))
                .isNotEmpty()
                .allSatisfy(r -> assertThat(r).containsExactly("event-3"));
    }

    @Test
    void commitsNoOffsetPastADocumentThatIsUnderWay() {
        start(Map.of("batch.size", "1", "flush.timeout.ms", "300"));
        elasticsearch.answerEach(sent -> sent.id().equals("event-4") ? "429 busy not now" : "");
        put(events(0, 10));
        assertThat(commit(10)).isEqualTo(4);
    }

    @Test
    void pausesWhileTheBufferIsFull() {
        start(Map.of("max.buffered.records", "5", "batch.size", "5"));
        elasticsearch.answerEach(_ -> "429 busy not now");
        put(events(0, 4));
        assertThat(context.paused).isEmpty();
        put(events(4, 4));
        assertThat(context.paused).containsExactly(PARTITION);
        elasticsearch.answerEach(_ -> "");
        await().untilAsserted(
                        () -> {
                            put();
                            assertThat(context.paused).isEmpty();
                        });
        assertThat(commit(8)).isEqualTo(8);
    }

    @Test
    void countsBytesToo() {
        start(Map.of("max.buffered.bytes", "300"));
        elasticsearch.answerEach(_ -> "429 busy not now");
        put(events(0, 2));
        assertThat(context.paused).containsExactly(PARTITION);
    }

    @Test
    void movesAFieldThatConflictsToUnmapped() {
        start(Map.of());
        elasticsearch.answerEach(
                sent ->
                        sent.source().path("source").has("ip")
                                ? "400 document_parsing_exception [1:9] failed to parse field"
                                        + " [source.ip] of type [ip] in document with id 'a'."
                                : "");
        put(
                Records.record(
                        "a",
                        "{\"@timestamp\":\"2026-01-01T12:00:00Z\",\"source\":{\"ip\":\"?\",\"port\":1}}",
                        0));
        commit(1);
        assertThat(elasticsearch.documents.get("a"))
                .isEqualTo(
                        json(
                                """
                                {"@timestamp":"2026-01-01T12:00:00Z","source":{"port":1},
                                "tocsin":{"unmapped":{"source.ip":"?"}}}"""));
        assertThat(context.rejected).isEmpty();
    }

    @Test
    void reportsWhatElasticsearchCannotMapAndGoesOn() {
        start(Map.of());
        elasticsearch.answerEach(
                sent -> sent.id().equals("event-1") ? "400 illegal_argument_exception odd" : "");
        put(events(0, 3));
        assertThat(commit(3)).isEqualTo(3);
        assertThat(elasticsearch.documents).containsOnlyKeys("event-0", "event-2");
        assertThat(context.rejected)
                .singleElement()
                .satisfies(r -> assertThat(r.record().kafkaOffset()).isEqualTo(1))
                .satisfies(r -> assertThat(r.reason()).contains("illegal_argument_exception: odd"));
    }

    @Test
    void findsTheDocumentForWhichAWholeRequestIsRefused() {
        start(Map.of("max.in.flight.requests", "1", "linger.ms", "60000"));
        elasticsearch.answerNext(Answer.of(413), Answer.of(413), Answer.of(413));
        put(events(0, 4));
        assertThat(commit(4)).isEqualTo(4);
        assertThat(context.rejected).hasSize(1);
        assertThat(elasticsearch.documents).hasSize(3);
    }

    @Test
    void reportsPoisonAndGoesOn() {
        start(Map.of());
        put(
                Records.record("a", "not json", 0),
                Records.record("b", "[1,2]", 1),
                Records.record("c", "{\"@timestamp\":\"noon\"}", 2),
                Records.record("d", "{\"no\":\"date\"}", 3),
                Records.record(null, Records.EVENT.formatted(4), 4),
                Records.record("x".repeat(513), Records.EVENT.formatted(5), 5),
                Records.event(6));
        assertThat(commit(7)).isEqualTo(7);
        assertThat(elasticsearch.documents).containsOnlyKeys("event-6");
        assertThat(context.rejected)
                .hasSize(6)
                .allSatisfy(r -> assertThat(r.reason()).matches("Expected .*, but found .*"));
    }

    @Test
    void skipsRecordsWithoutAValue() {
        start(Map.of());
        put(Records.record("gone", null, 0));
        assertThat(commit(1)).isEqualTo(1);
        assertThat(context.rejected).isEmpty();
    }

    @Test
    void sendsTheVersionAndTakesANewerOneInTheIndexForAnswer() {
        start(Map.of("index.name", "tocsin-alerts", "version.field", "tocsin.alert.revision"));
        elasticsearch.answerEach(
                sent ->
                        sent.action().path("version").asInt() < 2
                                ? "409 version_conflict_engine_exception current version is higher"
                                : "");
        put(
                Records.record("a", "{\"v\":1,\"tocsin\":{\"alert\":{\"revision\":2}}}", 0),
                Records.record("b", "{\"v\":2,\"tocsin\":{\"alert\":{\"revision\":1}}}", 1));
        assertThat(commit(2)).isEqualTo(2);
        assertThat(elasticsearch.documents).containsOnlyKeys("a");
        assertThat(context.rejected).isEmpty();
    }

    @Test
    void failsWhenElasticsearchDoesNotLetItWrite() {
        start(Map.of());
        elasticsearch.answerNext(Answer.of(403), Answer.of(403));
        put(events(0, 1));
        await().untilAsserted(
                        () ->
                                assertThatThrownBy(() -> task.put(List.of()))
                                        .isInstanceOf(ConnectException.class)
                                        .hasMessageContaining("Check the credentials"));
    }

    @Test
    void failsAfterTheLastRetry() {
        start(Map.of("max.retries", "2"));
        elasticsearch.answerEach(_ -> "429 busy not now");
        put(events(0, 1));
        await().untilAsserted(
                        () ->
                                assertThatThrownBy(() -> task.put(List.of()))
                                        .hasMessageContaining("after 2 retries"));
    }

    @Test
    void failsOnPoisonWhenThereAreNoDeadLetters() {
        context = new FakeSinkContext(false);
        start(Map.of());
        assertThatThrownBy(() -> put(Records.record("a", "not json", 0)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("errors.deadletterqueue.topic.name");
    }

    @Test
    void warnsOnPoisonWhenToldTo() {
        context = new FakeSinkContext(false);
        start(Map.of("behavior.on.malformed.documents", "warn"));
        put(Records.record("a", "not json", 0), Records.event(1));
        assertThat(commit(2)).isEqualTo(2);
        assertThat(elasticsearch.documents).containsOnlyKeys("event-1");
    }

    @Test
    void goesToTheNextNodeWhenOneIsGone() {
        start(Map.of("connection.url", "http://127.0.0.1:1," + elasticsearch.url()));
        put(events(0, 3));
        assertThat(commit(3)).isEqualTo(3);
        assertThat(elasticsearch.documents).hasSize(3);
    }

    private void start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        all.put("connection.url", elasticsearch.url());
        all.put("index.name", "tocsin-events-{yyyy.MM.dd}");
        all.put("linger.ms", "10");
        all.put("retry.backoff.ms", "5");
        all.put("retry.backoff.max.ms", "20");
        all.putAll(settings);
        task.initialize(context);
        task.start(all);
    }

    private void put(SinkRecord... records) {
        task.put(List.of(records));
    }

    /** Up to where the task lets the worker commit, which has read up to {@code next}. */
    private long commit(long next) {
        return task.preCommit(Map.of(PARTITION, new OffsetAndMetadata(next))).values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    private static SinkRecord[] events(long from, int count) {
        return LongStream.range(from, from + count)
                .mapToObj(Records::event)
                .toArray(SinkRecord[]::new);
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
