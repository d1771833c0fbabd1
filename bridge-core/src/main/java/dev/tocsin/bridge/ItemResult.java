package dev.tocsin.bridge;

import dev.tocsin.topic.Coordinates;
import dev.tocsin.topic.Topics;
import org.jspecify.annotations.Nullable;

/** What became of one item. */
public sealed interface ItemResult {
    /**
     * The event is in the raw topic.
     *
     * @param offset negative when the broker had the record from an earlier attempt, and does not
     *     say where
     */
    record Stored(int partition, long offset) implements ItemResult {
        /** The event's id, where neither its sender nor the event itself says one. */
        public @Nullable String coordinates() {
            return offset < 0 ? null : Coordinates.of(Topics.EVENTS_RAW.name(), partition, offset);
        }
    }

    /** The item was malformed and is kept as a dead letter; it must not be sent again. */
    record DeadLettered(String reason) implements ItemResult {}

    /**
     * The item is too large for a record; it will never be taken.
     *
     * @param kept whether it is kept as a dead letter of several records
     */
    record TooLarge(String reason, boolean kept) implements ItemResult {}

    /** Kafka did not acknowledge the item: the sender still owns it, and should come again. */
    record Unavailable(String reason) implements ItemResult {}
}
