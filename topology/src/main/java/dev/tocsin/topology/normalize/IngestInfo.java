package dev.tocsin.topology.normalize;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event besides its bytes.
 *
 * @param receivedAt arrival at the bridge
 * @param coordinates {@code <topic>-<partition>-<offset>} of the raw record: the event's id when
 *     the sender gave none
 * @param senderId the sender's idempotency key
 * @param source the configured source that sent it
 * @param zone the zone of dates that name none
 */
public record IngestInfo(
        Instant receivedAt,
        String coordinates,
        @Nullable String senderId,
        @Nullable String source,
        ZoneId zone) {

    /** An event without idempotency key and source, whose dates without a zone are UTC. */
    public static IngestInfo of(Instant receivedAt, String coordinates) {
        return new IngestInfo(receivedAt, coordinates, null, null, ZoneOffset.UTC);
    }
}
