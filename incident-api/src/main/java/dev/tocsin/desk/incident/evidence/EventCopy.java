package dev.tocsin.desk.incident.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.id.Sha256;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The document of an event as it was when it was copied.
 *
 * @param bytes the document; null when it is larger than {@value #MAX_BYTES} bytes
 * @param sha256 digest of the bytes, in hex; it is kept in the history as well
 * @param size how many bytes there are or were
 */
record EventCopy(byte @Nullable [] bytes, String sha256, long size) {
    /** The most bytes of a document that is kept. */
    static final int MAX_BYTES = 1_000_000;

    static EventCopy of(JsonNode document) {
        byte[] bytes = Json.bytes(document);
        String sha256 = Sha256.hex(bytes);
        return new EventCopy(bytes.length > MAX_BYTES ? null : bytes, sha256, bytes.length);
    }

    EvidenceState state() {
        return bytes == null ? EvidenceState.TOO_LARGE : EvidenceState.COPIED;
    }
}
