package dev.tocsin.desk.net;

import java.time.Duration;

/**
 * How much an outgoing call may cost.
 *
 * @param time from the first byte sent to the last one received, of each of its requests
 * @param bytes of the body of an answer
 * @param redirects that are followed
 */
public record OutgoingLimits(Duration time, int bytes, int redirects) {
    /** For documents of identity providers. */
    public static final OutgoingLimits DEFAULT =
            new OutgoingLimits(Duration.ofSeconds(10), 1_000_000, 3);
}
