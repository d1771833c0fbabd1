package dev.tocsin.connect;

/** What became of one document of a bulk request. */
sealed interface ItemResult {
    /** It is in the index. */
    record Indexed() implements ItemResult {}

    /** The index has a newer version: nothing to do. */
    record Stale() implements ItemResult {}

    /** Elasticsearch had no room for it now. */
    record Busy(String reason) implements ItemResult {}

    /** Elasticsearch failed on it; the next time may be better. */
    record Failed(String reason) implements ItemResult {}

    /** It does not fit the index, however often it is sent. */
    record Rejected(String reason) implements ItemResult {}

    /** No document can be written until somebody changes a setting. */
    record Forbidden(String reason) implements ItemResult {}
}
