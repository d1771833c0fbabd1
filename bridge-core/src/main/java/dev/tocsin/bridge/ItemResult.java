package dev.tocsin.bridge;

/** What became of one item. */
public sealed interface ItemResult {
    /** Kafka has the event. */
    ItemResult STORED = new Stored();

    /** The event is in the raw topic. */
    record Stored() implements ItemResult {}

    /** The item was malformed and is kept as a dead letter; it must not be sent again. */
    record DeadLettered(String reason) implements ItemResult {}

    /** The item is too large for a record and is not kept; it will never be taken. */
    record TooLarge(String reason) implements ItemResult {}

    /** Kafka did not acknowledge the item: the sender still owns it, and should come again. */
    record Unavailable(String reason) implements ItemResult {}
}
