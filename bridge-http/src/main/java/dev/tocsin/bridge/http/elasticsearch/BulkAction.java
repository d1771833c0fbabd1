package dev.tocsin.bridge.http.elasticsearch;

import org.jspecify.annotations.Nullable;

/**
 * The action line before a document, or why it is none.
 *
 * @param operation {@code index}, {@code create}, {@code update} or {@code delete}; {@code index}
 *     when the line is none
 * @param index the index that it names, or the one of the request
 * @param id the sender's id of the document; null for none
 * @param pipeline the pipeline that it names
 * @param defect why nothing is done about it, or null
 */
record BulkAction(
        String operation,
        String index,
        @Nullable String id,
        @Nullable String pipeline,
        @Nullable String defect) {

    /** Whether a document follows. */
    boolean hasDocument() {
        return !operation.equals("delete");
    }

    BulkAction withDefect(String reason) {
        return new BulkAction(operation, index, id, pipeline, reason);
    }
}
