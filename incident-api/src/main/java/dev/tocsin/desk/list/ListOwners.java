package dev.tocsin.desk.list;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.json.Json;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Who owns the name of a list: whoever published it first. A name that a directory of rules has
 * published is not to be had here, and publishing rules leaves the desk's lists alone.
 */
public final class ListOwners {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /**
     * @param consumers makes readers without a group
     */
    public ListOwners(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * Requires that nobody else has published a list of that name.
     *
     * @throws ProblemException 409 when somebody has, 503 when Kafka does not say
     */
    public void requireFree(String name) {
        String origin = origin(name);
        if (origin != null && !origin.equals(ListDocument.ORIGIN)) {
            throw ProblemException.conflict(
                    ("Expected a name that no other list has, but found the list %s of the %s. Choose"
                                    + " another name, or take the list out there first")
                            .formatted(name, origin.isEmpty() ? "topic of lists" : origin));
        }
    }

    private @Nullable String origin(String name) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.LISTS.name()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return origin(consumer, name, consumer.endOffsets(partitions));
        } catch (KafkaException e) {
            throw unknown(e.getMessage());
        }
    }

    private static @Nullable String origin(
            Consumer<byte[], byte[]> consumer, String name, Map<TopicPartition, Long> ends) {
        String origin = null;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (ends.entrySet().stream()
                .anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw unknown("it took too long");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.key() != null
                        && name.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                    origin = origin(record.value());
                }
            }
        }
        return origin;
    }

    private static @Nullable String origin(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            JsonNode document = Json.parse(value);
            return document.path("origin").asText();
        } catch (IOException _) {
            return "";
        }
    }

    private static ProblemException unknown(@Nullable String why) {
        return ProblemException.unavailable(
                "Expected to read who owns the names of lists, but: " + why);
    }
}
