package dev.tocsin.desk.veris;

import dev.tocsin.desk.store.Docs;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The record of an incident, or the trace of one that was removed.
 *
 * @param incident number of the incident
 * @param version grows with each change, also when it is removed
 * @param bytes the record as it was sent; null when it was removed
 */
record VerisRecord(String incident, long version, byte @Nullable [] bytes) {
    static VerisRecord from(Document document) {
        Binary bytes = document.get("bytes", Binary.class);
        return new VerisRecord(
                document.getString("_id"),
                Docs.number(document, "version"),
                bytes == null ? null : bytes.getData());
    }
}
