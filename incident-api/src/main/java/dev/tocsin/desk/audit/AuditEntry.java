package dev.tocsin.desk.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.id.Sha256;
import dev.tocsin.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A link of the chain, as the API and an export show it.
 *
 * @param sequence the place at which it is kept, from 1
 * @param previous the hash of the entry before it
 * @param hash SHA-256 of {@code previous} and the canonical JSON of {@code entry}, in hex
 * @param entry what happened: {@code sequence}, {@code id}, {@code at}, {@code by}, {@code action},
 *     {@code subject}, {@code address}, {@code detail}
 */
public record AuditEntry(long sequence, String previous, String hash, JsonNode entry) {

    /** The entry that follows a head. */
    static AuditEntry after(AuditHead head, AuditEvent event) {
        long sequence = head.sequence() + 1;
        JsonNode entry = event.toJson(sequence);
        return new AuditEntry(sequence, head.hash(), hash(head.hash(), entry), entry);
    }

    /** The head of a chain that ends here. */
    public AuditHead head() {
        return new AuditHead(sequence, hash);
    }

    /** Whether the hash is that of the content. */
    boolean isWhole() {
        return hash.equals(hash(previous, entry));
    }

    /** The place that the content names; that at which it is kept when it names none. */
    long written() {
        JsonNode named = entry.path("sequence");
        return named.isIntegralNumber() && named.canConvertToLong() ? named.asLong() : sequence;
    }

    /** A line of an export. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("sequence", sequence).put("previous", previous).put("hash", hash);
        json.set("entry", entry);
        return json;
    }

    /**
     * Reads {@link #toJson}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static AuditEntry from(JsonNode json) {
        AuditHead head = AuditHead.from(json);
        String previous = Json.text(json, "previous");
        if (previous == null || !json.path("entry").isObject()) {
            throw new IllegalArgumentException(
                    "Expected an entry with previous and entry, but found other members");
        }
        return new AuditEntry(head.sequence(), previous, head.hash(), json.path("entry"));
    }

    static String hash(String previous, JsonNode entry) {
        MessageDigest digest = Sha256.digest();
        digest.update(previous.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(CanonicalJson.of(entry)));
    }
}
