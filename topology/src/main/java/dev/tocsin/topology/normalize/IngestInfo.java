package dev.tocsin.topology.normalize;

import dev.tocsin.topic.IngestHeaders;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event besides its bytes.
 *
 * @param receivedAt arrival at the bridge
 * @param coordinates {@code <topic>-<partition>-<offset>} of the raw record: the event's id when
 *     the sender gave none
 * @param senderId the sender's idempotency key
 * @param source the configured source that sent it
 * @param pipeline the door's hint: the {@link Shape} of that name is asked before the others
 * @param zone the zone of dates that name none
 */
public record IngestInfo(
        Instant receivedAt,
        String coordinates,
        @Nullable String senderId,
        @Nullable String source,
        @Nullable String pipeline,
        ZoneId zone) {

    /** An event without idempotency key, source and hint, whose dates without a zone are UTC. */
    public static IngestInfo of(Instant receivedAt, String coordinates) {
        return new IngestInfo(receivedAt, coordinates, null, null, null, ZoneOffset.UTC);
    }

    /** What the headers of a raw record say. */
    static IngestInfo of(Headers headers, Instant receivedAt, String coordinates, Zones zones) {
        String source = IngestHeaders.text(headers, IngestHeaders.SOURCE);
        return new IngestInfo(
                receivedAt,
                coordinates,
                IngestHeaders.text(headers, IngestHeaders.IDEMPOTENCY_KEY),
                source,
                IngestHeaders.text(headers, IngestHeaders.PIPELINE),
                zones.of(source));
    }
}
