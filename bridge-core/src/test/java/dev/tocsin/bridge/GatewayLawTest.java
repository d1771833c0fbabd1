package dev.tocsin.bridge;

import static dev.tocsin.bridge.Gateways.DOOR;
import static dev.tocsin.bridge.Gateways.batch;
import static dev.tocsin.bridge.Gateways.over;
import static dev.tocsin.bridge.Gateways.producer;
import static dev.tocsin.bridge.Gateways.submission;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.BatchOutcome.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** The law: received = published + rejected + dead-lettered, in events and in bytes. */
class GatewayLawTest {
    private static final List<String> BODIES =
            List.of(
                    "{\"a\":1}",
                    "[{},{\"b\":2},{bad}]",
                    "{}\n{}\nnot json\n",
                    "",
                    "[]",
                    "{}{}{}{}{}{}{}",
                    "{\"big\":\"" + "x".repeat(2000) + "\"}",
                    "not " + "x".repeat(2000));

    private static final List<Batch> BATCHES =
            List.of(
                    batch(),
                    batch(item("{}"), item("{\"c\":3}"), malformed("?")),
                    batch(item("x".repeat(2000)), item("{}"), malformed("?".repeat(2000))),
                    batch(
                            item("1"), item("2"), item("3"), item("4"), item("5"), item("6"),
                            item("7")));

    @Test
    void holdsForEveryMixOfBodiesAndFailures() {
        long seed = 11;
        Random random = new Random(seed);
        MockProducer<byte[], byte[]> kafka = producer(false);
        EventGateway gateway =
                over(
                        kafka,
                        "TOCSIN_INGEST_MAX_EVENT_BYTES",
                        "1024",
                        "TOCSIN_INGEST_MAX_EVENTS_PER_BODY",
                        "6");
        List<CompletableFuture<?>> outcomes = new ArrayList<>();
        for (int round = 0; round < 2_000; round++) {
            outcomes.add(gateway.accept(submission(BODIES.get(random.nextInt(BODIES.size())))));
            outcomes.add(gateway.accept(BATCHES.get(random.nextInt(BATCHES.size()))));
            settleSome(kafka, random);
        }
        gateway.refused(DOOR, RejectReason.BODY_TOO_LARGE, 99);
        settleAll(kafka);

        Totals totals = gateway.metrics().totals(DOOR);
        assertThat(outcomes).as("seed %d", seed).allMatch(CompletableFuture::isDone);
        assertThat(totals.settled()).isEqualTo(totals.received());
        assertThat(totals.published().events()).isPositive();
        assertThat(totals.deadLettered().events()).isPositive();
        assertThat(totals.rejections().values()).filteredOn(c -> c.events() > 0).hasSize(3);
        assertThat(gateway.budget().taken()).isZero();
    }

    @Test
    void agreesWithTheAnswers() {
        MockProducer<byte[], byte[]> kafka = producer(true);
        EventGateway gateway = over(kafka);
        long events = 0;
        long rejected = 0;
        for (String body : BODIES) {
            Accepted accepted = (Accepted) gateway.accept(submission(body)).join();
            events += accepted.events();
            rejected += accepted.rejected();
        }

        Totals totals = gateway.metrics().totals(DOOR);
        assertThat(totals.published().events()).isEqualTo(events);
        assertThat(totals.deadLettered().events() + totals.rejected().events()).isEqualTo(rejected);
        assertThat(kafka.history()).hasSize((int) (events + rejected));
    }

    @Test
    void isKeptPerSourceAndShownToPrometheus() {
        EventGateway gateway = over(producer(true));
        gateway.accept(submission("{}\nbad")).join();
        gateway.accept(Submission.of(new byte[] {'{', '}'}, "a\"b", "amqp")).join();

        assertThat(gateway.prometheus())
                .contains(
                        "# TYPE tocsin_ingest_received_events_total counter",
                        "tocsin_ingest_received_events_total{source=\"firewall\",protocol=\"http\"} 2\n",
                        "tocsin_ingest_received_bytes_total{source=\"firewall\",protocol=\"http\"} 5\n",
                        "tocsin_ingest_published_events_total{source=\"a\\\"b\",protocol=\"amqp\"} 1\n",
                        "tocsin_ingest_dead_lettered_events_total{source=\"firewall\",protocol=\"http\"} 1\n",
                        "tocsin_ingest_rejected_events_total{source=\"firewall\",protocol=\"http\",reason=\"overloaded\"} 0\n",
                        "tocsin_ingest_in_flight_bytes 0\n");
    }

    @Test
    void agreesWithTheResultsOfBatches() {
        EventGateway gateway = over(producer(true), "TOCSIN_INGEST_MAX_EVENT_BYTES", "1024");
        int stored = 0;
        int deadLettered = 0;
        int kept = 0;
        for (Batch batch : BATCHES) {
            Settled settled = (Settled) gateway.accept(batch).join();
            stored += settled.count(ItemResult.Stored.class);
            deadLettered += settled.count(ItemResult.DeadLettered.class);
            kept += settled.count(ItemResult.TooLarge.class);
        }

        Totals totals = gateway.metrics().totals(DOOR);
        assertThat(totals.published().events()).isEqualTo(stored).isEqualTo(10);
        assertThat(totals.deadLettered().events()).isEqualTo(deadLettered + kept).isEqualTo(3);
        assertThat(totals.rejected().events()).isZero();
        assertThat(totals.settled()).isEqualTo(totals.received());
    }

    private static BatchItem item(String json) {
        return BatchItem.event(json.getBytes(UTF_8));
    }

    private static BatchItem malformed(String text) {
        return BatchItem.malformed(text.getBytes(UTF_8), "Expected sense, but found none");
    }

    @Test
    void holdsForTheSumWhereThereAreMoreSourcesThanCounters() {
        EventGateway gateway = over(producer(true), "TOCSIN_INGEST_MAX_METRIC_DOORS", "2");
        for (int i = 0; i < 10; i++) {
            gateway.accept(Submission.of("{}\nbad".getBytes(UTF_8), "source-" + i, "http")).join();
        }

        assertThat(gateway.metrics().totals().keySet())
                .extracting(Door::source)
                .containsExactly("other", "source-0", "source-1");
        Totals other = gateway.metrics().totals(new Door("other", "http"));
        assertThat(other.received().events()).isEqualTo(16);
        assertThat(other.published().events()).isEqualTo(8);
        assertThat(other.settled()).isEqualTo(other.received());
        assertThat(gateway.prometheus()).doesNotContain("source-2");
    }

    @Test
    void tellsHowLongKafkaTookAndWhatItHasNotAnsweredYet() {
        MockProducer<byte[], byte[]> kafka = producer(false);
        EventGateway gateway = over(kafka);
        CompletableFuture<Outcome> _ = gateway.accept(submission("{}\n{}"));
        String open = gateway.prometheus();
        settleAll(kafka);

        String labels = "{source=\"firewall\",protocol=\"http\"";
        assertThat(open)
                .contains(
                        "tocsin_ingest_in_flight_events" + labels + "} 2\n",
                        "tocsin_ingest_latency_seconds_count" + labels + "} 0\n");
        assertThat(gateway.prometheus())
                .contains(
                        "tocsin_ingest_in_flight_events" + labels + "} 0\n",
                        "# TYPE tocsin_ingest_latency_seconds histogram\n",
                        "tocsin_ingest_latency_seconds_bucket" + labels + ",le=\"+Inf\"} 1\n",
                        "tocsin_ingest_latency_seconds_count" + labels + "} 1\n",
                        "tocsin_ingest_kafka_up 1\n");
    }

    private static void settleSome(MockProducer<byte[], byte[]> kafka, Random random) {
        for (int i = random.nextInt(5); i > 0; i--) {
            switch (random.nextInt(10)) {
                case 0, 1 -> kafka.errorNext(new TimeoutException("no answer"));
                case 2 -> kafka.errorNext(new RecordTooLargeException("limit 1"));
                default -> kafka.completeNext();
            }
        }
    }

    private static void settleAll(MockProducer<byte[], byte[]> kafka) {
        while (kafka.completeNext()) {
            // Until nothing is waiting.
        }
    }
}
