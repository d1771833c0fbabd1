package dev.tocsin.bridge;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event that a door has already cut out of what a sender sent, or something that the door found
 * to be none.
 *
 * @param bytes an event: one JSON object, which the door checked or wrote; else what the sender
 *     sent. Not changed by anyone afterwards
 * @param idempotencyKey the sender's id of the event; becomes {@code event.id}
 * @param orderingKey events of one source with the same one stay in their order; null where the
 *     order does not matter
 * @param headers more record headers that the door wants kept
 * @param pipeline the pipeline hint
 * @param defect why the bytes are no event: they become a dead letter with this reason. Null for an
 *     event
 */
public record BatchItem(
        byte[] bytes,
        @Nullable String idempotencyKey,
        @Nullable String orderingKey,
        Map<String, String> headers,
        @Nullable String pipeline,
        @Nullable String defect) {

    public BatchItem {
        headers = Map.copyOf(headers);
    }

    /** An event of which nothing but its bytes is known. */
    public static BatchItem event(byte[] json) {
        return new BatchItem(json, null, null, Map.of(), null, null);
    }

    /** Something malformed. */
    public static BatchItem malformed(byte[] bytes, String defect) {
        return new BatchItem(bytes, null, null, Map.of(), null, defect);
    }

    /**
     * The id of one of several events whose sender has one id for all: what is sent again must be
     * cut into the same events.
     *
     * @param key the sender's id; null for none
     * @param count how many events there are
     */
    public static @Nullable String keyOf(@Nullable String key, int index, int count) {
        return key == null || count == 1 ? key : key + "-" + index;
    }

    /** This item with the sender's id of it. */
    public BatchItem withIdempotencyKey(@Nullable String key) {
        return new BatchItem(bytes, key, orderingKey, headers, pipeline, defect);
    }

    /** This item, kept in order with those of the same key. */
    public BatchItem withOrderingKey(@Nullable String key) {
        return new BatchItem(bytes, idempotencyKey, key, headers, pipeline, defect);
    }

    /** This item with other record headers. */
    public BatchItem withHeaders(Map<String, String> kept) {
        return new BatchItem(bytes, idempotencyKey, orderingKey, kept, pipeline, defect);
    }

    /** This item with a pipeline hint. */
    public BatchItem withPipeline(@Nullable String hint) {
        return new BatchItem(bytes, idempotencyKey, orderingKey, headers, hint, defect);
    }
}
