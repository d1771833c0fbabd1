package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/**
 * Keeps what we write below what the broker takes. Events are measured only when the raw record is
 * large enough to matter: normalizing adds a few hundred bytes and, for text lines, a copy of the
 * line.
 */
final class SizeLimit {
    private static final int GROWTH = 4;

    private final int maxBytes;

    SizeLimit(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    int maxBytes() {
        return maxBytes;
    }

    /** Whether the event can be written, if need be without {@code event.original}. */
    boolean fits(NormalizedEvent normalized, int rawBytes) {
        if (rawBytes < maxBytes / GROWTH || size(normalized.event()) <= maxBytes) {
            return true;
        }
        ObjectNode event = normalized.event();
        if (event.get("event") instanceof ObjectNode fields && fields.remove("original") != null) {
            event.withObject("/tocsin")
                    .withArray("problems")
                    .add(
                            "Expected an event of at most %d bytes, but found more; event.original is left out"
                                    .formatted(maxBytes));
        }
        return size(event) <= maxBytes;
    }

    private static int size(ObjectNode event) {
        return Json.bytes(event).length;
    }
}
