package dev.tocsin.connect;

import java.util.List;

/** What became of a bulk request. */
sealed interface BulkReply {
    /** It was processed; one result per document, in their order. */
    record Processed(List<ItemResult> items) implements BulkReply {
        public Processed {
            items = List.copyOf(items);
        }
    }

    /** Nobody answered, or nobody had time: the same request may work later. */
    record Unavailable(String reason) implements BulkReply {}

    /** It was refused for what is in it; a smaller part of it may work. */
    record Refused(String reason) implements BulkReply {}

    /** It will be refused until somebody changes a setting. */
    record Denied(String reason) implements BulkReply {}
}
