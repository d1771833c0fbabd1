package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Makes a normalized event of what a sender sends. */
@FunctionalInterface
public interface Normalize {
    /**
     * The normalized event.
     *
     * @param sent the sender's JSON
     * @param receivedAt arrival time
     * @param eventId the id that it gets unless the sender gave one
     */
    ObjectNode normalize(JsonNode sent, Instant receivedAt, String eventId);
}
