package dev.tocsin.desk.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/**
 * How far the chain reached at some time. Published to Kafka, out of reach of who can write to the
 * store alone.
 *
 * @param sequence number of the last entry
 * @param hash its hash
 */
public record AuditHead(long sequence, String hash) {
    /** What comes before the first entry. */
    public static final AuditHead START = new AuditHead(0, "0".repeat(64));

    /** The value on the topic. */
    public ObjectNode toJson() {
        return Json.object().put("sequence", sequence).put("hash", hash);
    }

    /**
     * Reads {@link #toJson}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static AuditHead from(JsonNode json) {
        String hash = Json.text(json, "hash");
        JsonNode sequence = json.path("sequence");
        if (!sequence.isIntegralNumber() || !sequence.canConvertToLong() || hash == null) {
            throw new IllegalArgumentException(
                    "Expected an object with sequence and hash, but found other members");
        }
        return new AuditHead(sequence.longValue(), hash);
    }
}
