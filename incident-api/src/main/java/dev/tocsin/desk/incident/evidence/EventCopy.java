package dev.tocsin.desk.incident.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.id.Sha256;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was when it was copied.
 *
 * @param raw whether it is what the event came in, and not its document
 * @param bytes the document; null when it is larger than {@value #MAX_BYTES} bytes
 * @param sha256 digest of the bytes, in hex; it is kept in the history as well
 * @param size how many bytes there are or were
 */
record EventCopy(boolean raw, byte @Nullable [] bytes, String sha256, long size) {
    /** The most bytes of a document that is kept. */
    static final int MAX_BYTES = 1_000_000;

    static EventCopy of(JsonNode document) {
        return of(false, Json.bytes(document));
    }

    /** That of the bytes that an event came in. */
    static EventCopy raw(byte[] bytes) {
        return of(true, bytes);
    }

    private static EventCopy of(boolean raw, byte[] bytes) {
        String sha256 = Sha256.hex(bytes);
        return new EventCopy(raw, bytes.length > MAX_BYTES ? null : bytes, sha256, bytes.length);
    }

    EvidenceState state() {
        if (bytes == null) {
            return EvidenceState.TOO_LARGE;
        }
        return raw ? EvidenceState.RAW : EvidenceState.COPIED;
    }
}
