package dev.tocsin.bridge;

import static dev.tocsin.bridge.Gateways.keyed;
import static dev.tocsin.bridge.Gateways.over;
import static dev.tocsin.bridge.Gateways.producer;
import static dev.tocsin.bridge.Gateways.submission;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.Accepted.ItemProblem;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class EventGatewayTest {
    private final MockProducer<byte[], byte[]> kafka = producer(true);
    private final EventGateway gateway = over(kafka);

    @Test
    void publishesTheSendersBytes() {
        Outcome outcome = gateway.accept(submission("[{\"a\" : 1},{\"b\":2}]")).join();

        assertThat(outcome).isEqualTo(new Accepted(2, 0, 0, List.of()));
        assertThat(values(Topics.EVENTS_RAW.name())).containsExactly("{\"a\" : 1}", "{\"b\":2}");
    }

    @Test
    void putsWhatTheDoorKnowsInHeaders() {
        gateway.accept(keyed("{}", "k")).join();

        assertThat(headers(kafka.history().getFirst()))
                .containsExactlyInAnyOrder(
                        "tocsin-source=firewall",
                        "tocsin-protocol=http",
                        "tocsin-received-at=" + Gateways.NOW.toEpochMilli(),
                        "content-type=application/json",
                        "tocsin-token-id=firewall",
                        "tocsin-pipeline=nxlog",
                        "tocsin-idempotency-key=k",
                        "x=y");
    }

    @Test
    void numbersTheKeysOfABatch() {
        gateway.accept(keyed("{}\n{}", "k")).join();

        assertThat(kafka.history())
                .extracting(r -> IngestHeaders.text(r.headers(), IngestHeaders.IDEMPOTENCY_KEY))
                .containsExactly("k-0", "k-1");
    }

    @Test
    void sendsWhatComesAgainToTheSamePartition() {
        gateway.accept(keyed("{}\n{}", "k")).join();
        gateway.accept(submission("{}")).join();

        assertThat(kafka.history())
                .extracting(r -> r.key() == null ? "none" : new String(r.key(), UTF_8))
                .containsExactly("k-0", "k-1", "none");
    }

    @Test
    void completesOnlyWhenKafkaHasEverything() {
        MockProducer<byte[], byte[]> slow = producer(false);
        CompletableFuture<Outcome> outcome = over(slow).accept(submission("{}\nbad"));

        assertThat(outcome).isNotDone();
        slow.completeNext();
        assertThat(outcome).isNotDone();
        slow.completeNext();
        assertThat(outcome).isCompletedWithValueMatching(Accepted.class::isInstance);
    }

    @Test
    void keepsAMalformedItemAsDeadLetter() {
        Outcome outcome = gateway.accept(keyed("[{\"a\":1},{\"b\":}]", "k")).join();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> {
                            assertThat(accepted.events()).isEqualTo(1);
                            assertThat(accepted.deadLetters()).isEqualTo(1);
                            assertThat(accepted.problems())
                                    .extracting(ItemProblem::index)
                                    .containsExactly(1);
                        });
        ProducerRecord<byte[], byte[]> dead = kafka.history().getLast();
        assertThat(dead.topic()).isEqualTo(Topics.DEAD_LETTERS.name());
        assertThat(new String(dead.key(), UTF_8)).isEqualTo("http:k-1");
        assertThat(new String(dead.value(), UTF_8)).isEqualTo("{\"b\":}");
        assertThat(headers(dead))
                .contains(DeadLetter.STAGE + "=bridge-http", "tocsin-pipeline=nxlog");
        assertThat(IngestHeaders.text(dead.headers(), DeadLetter.REASON))
                .startsWith("Expected one JSON object, but at line 1, column");
    }

    @Test
    void keepsAnEventThatNoRecordHoldsAsADeadLetterOfParts() {
        EventGateway small = over(kafka, "TOCSIN_INGEST_MAX_EVENT_BYTES", "1024");

        Outcome outcome =
                small.accept(submission("{\"a\":\"" + "x".repeat(2000) + "\"}\n{}")).join();

        assertThat(outcome)
                .isEqualTo(
                        new Accepted(
                                1,
                                1,
                                0,
                                List.of(
                                        new ItemProblem(
                                                0,
                                                "Expected an event of at most 1024 bytes, but found"
                                                        + " 2008",
                                                true))));
        List<ProducerRecord<byte[], byte[]>> parts = kafka.history().subList(0, 2);
        assertThat(parts)
                .allMatch(part -> part.topic().equals(Topics.DEAD_LETTERS.name()))
                .extracting(part -> part.value().length)
                .containsExactly(1024, 984);
        assertThat(parts)
                .extracting(part -> IngestHeaders.text(part.headers(), DeadLetter.PART))
                .containsExactly("1/2", "2/2");
        assertThat(parts.getFirst().key()).isEqualTo(parts.getLast().key());
    }

    @Test
    void leavesAnEventOfWhichAPartFailedToItsSender() {
        MockProducer<byte[], byte[]> failing = producer(false);
        CompletableFuture<Outcome> outcome =
                over(failing, "TOCSIN_INGEST_MAX_EVENT_BYTES", "1024")
                        .accept(submission("{\"a\":\"" + "x".repeat(3000) + "\"}"));
        failing.completeNext();
        failing.errorNext(new TimeoutException("no answer"));
        failing.completeNext();

        assertThat(outcome).isCompletedWithValueMatching(o -> o instanceof Rejected.Unavailable);
    }

    @Test
    void keepsABodyOfTooManyEventsWhoseSenderIsGone() throws Exception {
        EventGateway few = over(kafka, "TOCSIN_INGEST_MAX_EVENTS_PER_BODY", "1");

        Outcome outcome = few.acceptWhenFree(submission("{}{}")).join();

        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(((Accepted) outcome).deadLetters()).isEqualTo(1);
        assertThat(kafka.history().getFirst().value()).isEqualTo("{}{}".getBytes(UTF_8));
    }

    @Test
    void refusesAnEventThatTheBrokerFindsTooLarge() {
        MockProducer<byte[], byte[]> picky = producer(false);
        CompletableFuture<Outcome> outcome = over(picky).accept(submission("{}"));
        picky.errorNext(new RecordTooLargeException("limit 1"));

        assertThat(outcome)
                .isCompletedWithValueMatching(o -> o instanceof Accepted a && a.refused() == 1);
    }

    @Test
    void saysHowMuchIsStoredWhenKafkaFailsInTheMiddle() {
        MockProducer<byte[], byte[]> failing = producer(false);
        CompletableFuture<Outcome> outcome = over(failing).accept(submission("{}\n{}\n{}"));
        failing.completeNext();
        failing.errorNext(new TimeoutException("no answer"));
        failing.errorNext(new TimeoutException("no answer"));

        assertThat(outcome)
                .isCompletedWithValueMatching(
                        o ->
                                o instanceof Rejected.Unavailable u
                                        && u.stored() == 1
                                        && u.reason()
                                                .equals(
                                                        "Expected Kafka to acknowledge, but found:"
                                                                + " no answer"));
    }

    @Test
    void stopsSendingAfterTheFirstFailure() {
        MockProducer<byte[], byte[]> dead = producer(true);
        dead.sendException = new org.apache.kafka.common.KafkaException("gone");

        assertThat(over(dead).accept(submission("{}\n{}")).join())
                .isInstanceOf(Rejected.Unavailable.class);
        assertThat(dead.history()).isEmpty();
    }

    @Test
    void tellsTheSenderToComeAgainWhenMemoryIsTaken() {
        MockProducer<byte[], byte[]> slow = producer(false);
        EventGateway busy = over(slow);
        busy.budget().tryTake(busy.budget().limit() - 300);
        CompletableFuture<Outcome> first = busy.accept(submission("{}"));

        assertThat(busy.accept(submission("{}")).join()).isInstanceOf(Rejected.Overloaded.class);
        slow.completeNext();
        assertThat(first).isDone();
        assertThat(busy.accept(submission("{}"))).isNotDone();
    }

    @Test
    void refusesABodyOfTooManyEvents() {
        EventGateway few = over(kafka, "TOCSIN_INGEST_MAX_EVENTS_PER_BODY", "1");

        assertThat(few.accept(submission("{}{}")).join())
                .isEqualTo(
                        new Rejected.TooLarge(
                                "Expected at most 1 events in one body, but found more", 1));
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void takesNothingFromAnEmptyArray() {
        assertThat(gateway.accept(submission("[]")).join())
                .isEqualTo(new Accepted(0, 0, 0, List.of()));
        assertThat(gateway.budget().taken()).isZero();
    }

    @Test
    void listsTheFirstProblemsOnly() {
        Outcome outcome = gateway.accept(submission("x\n".repeat(50))).join();

        assertThat(((Accepted) outcome).problems())
                .hasSize(Accepted.MAX_PROBLEMS)
                .last()
                .extracting(ItemProblem::index)
                .isEqualTo(19);
        assertThat(((Accepted) outcome).deadLetters()).isEqualTo(50);
    }

    private List<String> values(String topic) {
        List<String> values = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : kafka.history()) {
            if (record.topic().equals(topic)) {
                values.add(new String(record.value(), UTF_8));
            }
        }
        return values;
    }

    private static List<String> headers(ProducerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        record.headers().forEach(h -> headers.add(h.key() + "=" + new String(h.value(), UTF_8)));
        return headers;
    }
}
