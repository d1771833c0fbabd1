package dev.tocsin.bridge.http.elasticsearch;

import dev.tocsin.bridge.BatchItem;
import dev.tocsin.topic.IngestHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of a bulk request.
 *
 * @param bytes the document; with its action line when there is a defect
 * @param defect why it is no event, or null
 */
record BulkEntry(BulkAction action, byte[] bytes, @Nullable String defect) {
    /** Its id among all indices, or null when the sender gave none: indices may share an id. */
    @Nullable String key() {
        return action.id() == null ? null : action.index() + "/" + action.id();
    }

    /** Whether the sender wants to hear that the id is there already. */
    boolean mustBeNew() {
        return action.operation().equals("create");
    }

    BatchItem item() {
        return new BatchItem(
                bytes,
                key(),
                null,
                Map.of(IngestHeaders.INDEX, action.index()),
                action.pipeline(),
                defect);
    }
}
