package dev.tocsin.bridge;

import java.time.Duration;

/** The submission is not, or not wholly, in Kafka: the sender still owns it. */
public sealed interface Rejected extends Outcome {
    /** What was expected and what was found. */
    String reason();

    /** The gateway's memory for events on their way to Kafka is taken; nothing was published. */
    record Overloaded(String reason, Duration retryAfter) implements Rejected, BatchOutcome {}

    /**
     * Kafka did not acknowledge everything in time.
     *
     * @param stored how many of the submission's items Kafka did acknowledge; sent again without an
     *     idempotency key, these are there twice
     */
    record Unavailable(String reason, int stored, Duration retryAfter) implements Rejected {}

    /** The submission is beyond a limit and will never be taken; nothing was published. */
    record TooLarge(String reason, long limit) implements Rejected, BatchOutcome {}
}
