package dev.tocsin.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token with which a sender may send: never the token itself, but its hash. On {@link
 * dev.tocsin.topic.Topics#INGEST_TOKENS} its id is the key and {@link #toJson} the value; a
 * tombstone revokes it.
 *
 * @param id its id
 * @param hash {@link TokenHash} of the token
 * @param source the source of what is sent with it
 * @param pipeline the pipeline of what is sent where the endpoint names none; null for none
 * @param protocols the protocols that it may be used over; empty for all
 * @param expiresAt from when on it is refused; null for never
 */
public record IngestToken(
        String id,
        String hash,
        String source,
        @Nullable String pipeline,
        Set<String> protocols,
        @Nullable Instant expiresAt) {
    /** What the name of a source or a token must match. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** What the name of a pipeline must match. */
    public static final Pattern PIPELINE = Pattern.compile("[A-Za-z0-9._/-]{1,128}");

    /** What the name of a protocol must match. */
    public static final Pattern PROTOCOL = Pattern.compile("[a-z0-9-]{1,32}");

    public IngestToken {
        protocols = Set.copyOf(protocols);
    }

    /** Whether it may be used over a protocol. */
    public boolean allows(String protocol) {
        return protocols.isEmpty() || protocols.contains(protocol);
    }

    /** Whether it is over at a time. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** The value on the topic. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", id).put("hash", hash).put("source", source).put("pipeline", pipeline);
        ArrayNode names = json.putArray("protocols");
        new TreeSet<>(protocols).forEach(names::add);
        json.put("expires_at", expiresAt == null ? null : expiresAt.toString());
        return json;
    }

    /**
     * Reads the value of the topic.
     *
     * @throws IOException when it is not one; the message says why
     */
    public static IngestToken read(byte[] value) throws IOException {
        JsonNode json = Json.parse(value);
        Set<String> protocols = new TreeSet<>();
        json.path("protocols").forEach(name -> protocols.add(name.asText()));
        try {
            String expires = Json.text(json, "expires_at");
            return new IngestToken(
                    required(json, "id"),
                    required(json, "hash"),
                    required(json, "source"),
                    Json.text(json, "pipeline"),
                    protocols,
                    expires == null ? null : Instant.parse(expires));
        } catch (DateTimeException e) {
            throw new IOException("Expected expires_at to be a time, but: " + e.getMessage(), e);
        }
    }

    private static String required(JsonNode json, String field) throws IOException {
        String text = Json.text(json, field);
        if (text == null) {
            throw new IOException("Expected a token with the member " + field + ", but found none");
        }
        return text;
    }
}
