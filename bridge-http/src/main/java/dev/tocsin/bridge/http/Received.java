package dev.tocsin.bridge.http;

import dev.tocsin.bridge.Batch;
import dev.tocsin.bridge.BatchItem;
import dev.tocsin.bridge.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that was read whole.
 *
 * @param protocol the name of the protocol
 * @param contentType the media type that the sender gave
 * @param body its bytes, content encoding undone; as they arrived when there is a defect
 * @param idempotencyKey the sender's id of the request, by {@code Idempotency-Key}; null for none
 * @param defect why the content encoding could not be undone; null when it was
 */
public record Received(
        Sender sender,
        String protocol,
        @Nullable String contentType,
        byte[] body,
        @Nullable String idempotencyKey,
        @Nullable String defect) {

    /** What it is counted by. */
    public Door door() {
        return new Door(sender.source(), protocol);
    }

    /**
     * The items that it was cut into, for the gateway; those without a pipeline get the sender's.
     */
    public Batch batch(List<BatchItem> items) {
        List<BatchItem> hinted =
                sender.pipeline() == null ? items : items.stream().map(this::hinted).toList();
        return new Batch(door(), contentType, sender.tokenId(), hinted);
    }

    /** The same items with ids by the sender's id of the request; those that have one keep it. */
    List<BatchItem> numbered(List<BatchItem> items) {
        if (idempotencyKey == null) {
            return items;
        }
        List<BatchItem> numbered = new ArrayList<>(items);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).idempotencyKey() == null) {
                String key = BatchItem.keyOf(idempotencyKey, i, items.size());
                numbered.set(i, items.get(i).withIdempotencyKey(key));
            }
        }
        return numbered;
    }

    private BatchItem hinted(BatchItem item) {
        String pipeline = sender.pipelineOr(item.pipeline());
        return Objects.equals(pipeline, item.pipeline()) ? item : item.withPipeline(pipeline);
    }
}
