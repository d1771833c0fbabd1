package dev.tocsin.topic;

import java.time.Duration;
import java.util.Map;

/**
 * One topic: its name, how many partitions it gets when Tocsin creates it, and how long it keeps
 * records.
 *
 * @param name the name on the broker, {@code tocsin.<noun>.<stage>.v<n>}
 * @param partitions the number of partitions at creation, at least 1
 * @param retention how long records are kept by deletion or by compaction
 * @param key what the record key is, for people
 * @param value what the record value is, for people
 */
public record Topic(String name, int partitions, Retention retention, String key, String value) {

    /** How a topic lets go of records. */
    public sealed interface Retention {
        /** Records go when they are older than {@code age}. */
        record Deleted(Duration age) implements Retention {}

        /** The latest record per key stays for ever; a tombstone stays for {@code tombstoneAge}. */
        record Compacted(Duration tombstoneAge) implements Retention {}
    }

    public Topic {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "Expected at least 1 partition for " + name + ", but found " + partitions);
        }
    }

    /** The topic-level broker settings that this topic needs, by their Kafka names. */
    public Map<String, String> settings() {
        return switch (retention) {
            case Retention.Deleted(Duration age) ->
                    Map.of("cleanup.policy", "delete", "retention.ms", "" + age.toMillis());
            case Retention.Compacted(Duration tombstoneAge) ->
                    Map.of(
                            "cleanup.policy",
                            "compact",
                            "delete.retention.ms",
                            "" + tombstoneAge.toMillis());
        };
    }
}
