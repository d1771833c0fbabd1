package dev.tocsin.desk.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import dev.tocsin.token.IngestToken;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A token with which a sender may send, as it is stored: never the token itself.
 *
 * @param token what the bridges are told
 * @param createdAtMs when it was made
 * @param createdBy name of the key that made it
 * @param revokedAtMs when it was revoked; null when it was not
 * @param revokedBy name of the key that revoked it, or null
 */
public record StoredToken(
        IngestToken token,
        long createdAtMs,
        String createdBy,
        @Nullable Long revokedAtMs,
        @Nullable String revokedBy) {

    /** Whether it was revoked. */
    public boolean isRevoked() {
        return revokedAtMs != null;
    }

    /** 1, and one more once it is revoked. */
    public long version() {
        return isRevoked() ? 2 : 1;
    }

    /** What administrators see. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", token.id()).put("source", token.source()).put("pipeline", token.pipeline());
        ArrayNode protocols = json.putArray("protocols");
        new TreeSet<>(token.protocols()).forEach(protocols::add);
        Instant expires = token.expiresAt();
        json.put("expires_at", expires == null ? null : Texts.time(expires.toEpochMilli()));
        json.put("created_at", Texts.time(createdAtMs)).put("created_by", createdBy);
        json.put("revoked_at", revokedAtMs == null ? null : Texts.time(revokedAtMs));
        json.put("revoked_by", revokedBy);
        return json;
    }

    Document toDocument() {
        Instant expires = token.expiresAt();
        return new Document("_id", token.id())
                .append("hash", token.hash())
                .append("source", token.source())
                .append("pipeline", token.pipeline())
                .append("protocols", List.copyOf(new TreeSet<>(token.protocols())))
                .append("expires_at", expires == null ? null : expires.toEpochMilli())
                .append("created_at", createdAtMs)
                .append("created_by", createdBy);
    }

    static StoredToken from(Document document) {
        Long expires = Docs.optionalNumber(document, "expires_at");
        return new StoredToken(
                new IngestToken(
                        document.getString("_id"),
                        document.getString("hash"),
                        document.getString("source"),
                        document.getString("pipeline"),
                        Set.copyOf(document.getList("protocols", String.class, List.of())),
                        expires == null ? null : Instant.ofEpochMilli(expires)),
                Docs.number(document, "created_at"),
                document.getString("created_by"),
                Docs.optionalNumber(document, "revoked_at"),
                document.getString("revoked_by"));
    }
}
