package dev.tocsin.bridge;

import static dev.tocsin.bridge.Gateways.batch;
import static dev.tocsin.bridge.Gateways.over;
import static dev.tocsin.bridge.Gateways.producer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.BatchOutcome.Settled;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Items that a door cut already. */
class GatewayBatchTest {
    private static final String DEFECT = "Expected a document, but found none";

    private final MockProducer<byte[], byte[]> kafka = producer(true);
    private final EventGateway gateway = over(kafka);

    private static ItemResult stored(long offset) {
        return new ItemResult.Stored(0, offset);
    }

    @Test
    void publishesTheBytesOfEachItem() {
        BatchOutcome outcome = gateway.accept(batch(event("{\"a\" : 1}"), event("{}"))).join();

        assertThat(outcome).isEqualTo(new Settled(List.of(stored(0), stored(1))));
        assertThat(kafka.history())
                .extracting(r -> r.topic() + " " + new String(r.value(), UTF_8))
                .containsExactly(
                        Topics.EVENTS_RAW.name() + " {\"a\" : 1}",
                        Topics.EVENTS_RAW.name() + " {}");
    }

    @Test
    void givesEachItemItsOwnHeadersKeyAndPipeline() {
        gateway.accept(
                        batch(
                                event("{}")
                                        .withIdempotencyKey("logs/7")
                                        .withHeaders(Map.of("tocsin-index", "logs"))
                                        .withPipeline("nginx"),
                                event("{}")))
                .join();

        assertThat(headers(kafka.history().getFirst()))
                .containsExactlyInAnyOrder(
                        "tocsin-index=logs",
                        "tocsin-source=firewall",
                        "tocsin-protocol=http",
                        "tocsin-received-at=" + Gateways.NOW.toEpochMilli(),
                        "content-type=application/x-ndjson",
                        "tocsin-token-id=firewall",
                        "tocsin-pipeline=nginx",
                        "tocsin-idempotency-key=logs/7");
        assertThat(headers(kafka.history().getLast()))
                .noneMatch(header -> header.startsWith("tocsin-idempotency-key"));
    }

    @Test
    void keepsTheOrderOfASenderBeforeTheOneOfItsIds() {
        gateway.accept(
                        batch(
                                event("{}").withIdempotencyKey("id"),
                                event("{}").withIdempotencyKey("id").withOrderingKey("host-1"),
                                event("{}")))
                .join();

        assertThat(kafka.history())
                .extracting(r -> r.key() == null ? "none" : new String(r.key(), UTF_8))
                .containsExactly("id", "host-1", "none");
    }

    @Test
    void keepsWhatTheDoorFoundMalformed() {
        BatchOutcome outcome =
                gateway.accept(batch(event("{}"), malformed("?").withIdempotencyKey("logs/8")))
                        .join();

        assertThat(outcome)
                .isEqualTo(new Settled(List.of(stored(0), new ItemResult.DeadLettered(DEFECT))));
        ProducerRecord<byte[], byte[]> dead = kafka.history().getLast();
        assertThat(dead.topic()).isEqualTo(Topics.DEAD_LETTERS.name());
        assertThat(new String(dead.key(), UTF_8)).isEqualTo("http:logs/8");
        assertThat(new String(dead.value(), UTF_8)).isEqualTo("?");
        assertThat(IngestHeaders.text(dead.headers(), DeadLetter.REASON)).isEqualTo(DEFECT);
    }

    @Test
    void numbersMalformedItemsWithoutAnId() {
        gateway.accept(batch(event("{}"), malformed("?"))).join();

        assertThat(new String(kafka.history().getLast().key(), UTF_8))
                .matches("http:[0-9a-f-]{36}-1");
    }

    @Test
    void saysOfEachItemWhatBecameOfIt() {
        MockProducer<byte[], byte[]> failing = producer(false);
        CompletableFuture<BatchOutcome> outcome =
                over(failing, "TOCSIN_INGEST_MAX_EVENT_BYTES", "1024")
                        .accept(
                                batch(
                                        event("{}"),
                                        event("x".repeat(2000)),
                                        event("{}"),
                                        event("{}")));
        failing.completeNext();
        failing.completeNext();
        failing.completeNext();
        failing.errorNext(new RecordTooLargeException("limit 1"));
        assertThat(outcome).isNotDone();
        failing.errorNext(new TimeoutException("no answer"));

        Settled settled = (Settled) outcome.join();
        assertThat(settled.results())
                .containsExactly(
                        stored(0),
                        new ItemResult.TooLarge(
                                "Expected an event of at most 1024 bytes, but found 2000", true),
                        new ItemResult.TooLarge(
                                "Expected a record that the broker takes, but found: limit 1; it is"
                                        + " not kept",
                                false),
                        new ItemResult.Unavailable(
                                "Expected Kafka to acknowledge, but found: no answer"));
        assertThat(settled.firstFailure()).isEqualTo(settled.results().getLast());
    }

    @Test
    void publishesNothingWhenMemoryIsTaken() {
        gateway.budget().tryTake(gateway.budget().limit() - 100);

        assertThat(gateway.accept(batch(event("{}"))).join())
                .isInstanceOf(Rejected.Overloaded.class);
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void refusesTooManyItems() {
        EventGateway few = over(kafka, "TOCSIN_INGEST_MAX_EVENTS_PER_BODY", "1");

        assertThat(few.accept(batch(event("{}"), event("{}"))).join())
                .isEqualTo(
                        new Rejected.TooLarge(
                                "Expected at most 1 events in one body, but found more", 1));
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void refusesForEverWhatAllItsMemoryCannotHold() {
        EventGateway small =
                over(
                        kafka,
                        "TOCSIN_INGEST_MAX_BODY_BYTES",
                        "1024",
                        "TOCSIN_INGEST_MAX_EVENTS_PER_BODY",
                        "3",
                        "TOCSIN_INGEST_IN_FLIGHT_BYTES",
                        "1048576");
        BatchItem large = event("x".repeat(600_000));

        assertThat(small.accept(batch(large, large)).join())
                .isEqualTo(
                        new Rejected.TooLarge(
                                "Expected events of at most 1048576 bytes together, but found"
                                        + " 1200000",
                                1_048_576));
    }

    @Test
    void takesAnEmptyBatch() {
        assertThat(gateway.accept(batch()).join()).isEqualTo(new Settled(List.of()));
        assertThat(gateway.budget().taken()).isZero();
    }

    private static BatchItem event(String json) {
        return BatchItem.event(json.getBytes(UTF_8));
    }

    private static BatchItem malformed(String text) {
        return BatchItem.malformed(text.getBytes(UTF_8), DEFECT);
    }

    private static List<String> headers(ProducerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        record.headers().forEach(h -> headers.add(h.key() + "=" + new String(h.value(), UTF_8)));
        return headers;
    }
}
