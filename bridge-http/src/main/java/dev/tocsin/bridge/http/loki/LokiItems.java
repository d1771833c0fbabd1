package dev.tocsin.bridge.http.loki;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.BatchItem;
import dev.tocsin.bridge.http.Items;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an item of each entry of a stream: {@code {"stream":{…},"timestamp":"…","line":"…",
 * "structuredMetadata":{…}}}, with the time in nanoseconds since the epoch in decimal digits. The
 * tenant is one more label of the stream, under the name that Loki gives it in queries.
 */
final class LokiItems {
    /** The label of the tenant. */
    static final String TENANT = "__tenant_id__";

    /** The pipeline hint of events of this door. */
    static final String PIPELINE = "loki";

    private final Items items;
    private final int maxEventBytes;
    private final @Nullable String tenant;

    LokiItems(Items items, int maxEventBytes, @Nullable String tenant) {
        this.items = items;
        this.maxEventBytes = maxEventBytes;
        this.tenant = tenant;
    }

    /** The labels of a stream as they stand in its events. */
    ObjectNode labels(Map<String, String> sent) {
        ObjectNode labels = Json.object();
        sent.forEach(labels::put);
        if (tenant != null) {
            labels.put(TENANT, tenant);
        }
        return labels;
    }

    /** Adds an entry; false when there is no use in more. */
    boolean add(ObjectNode labels, String nanos, String line, Map<String, String> metadata) {
        ObjectNode event = Json.object();
        event.set("stream", labels);
        event.put("timestamp", nanos).put("line", line);
        if (!metadata.isEmpty()) {
            ObjectNode more = event.putObject("structuredMetadata");
            metadata.forEach(more::put);
        }
        return items.add(BatchItem.event(Json.bytes(event)).withPipeline(PIPELINE));
    }

    /** Adds what is no entry; false when there is no use in more. */
    boolean malformed(byte[] bytes, String reason) {
        return items.add(BatchItem.malformed(bytes, reason).withPipeline(PIPELINE));
    }

    /** Whether something of this length is too large to be read. */
    boolean isTooLarge(int length) {
        return length > maxEventBytes;
    }

    /** What is wrong with something of this length. */
    String tooLarge(int length) {
        return "Expected at most %d bytes, which an event may have, but found %d"
                .formatted(maxEventBytes, length);
    }

    /**
     * Refuses labels that are too large to stand in every event of their stream.
     *
     * @throws IOException when they are
     */
    void checkShared(int length) throws IOException {
        if (isTooLarge(length)) {
            throw new IOException(tooLarge(length));
        }
    }

    /** Whether no limit is reached yet. */
    boolean haveRoom() {
        return items.reached() == null;
    }

    /** How many more there may be. */
    int left() {
        return items.left();
    }
}
