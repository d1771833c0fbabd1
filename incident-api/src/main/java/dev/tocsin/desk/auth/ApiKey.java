package dev.tocsin.desk.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored: never the key itself.
 *
 * @param id its id
 * @param name who or what uses it
 * @param role what it may do
 * @param scopes where it may do so (see {@link Scope}); null for everywhere
 * @param createdAtMs when it was made
 * @param createdBy name of the key that made it
 * @param expiresAtMs when it ends; null for never
 * @param lastUsedAtMs when it was last used, to the minute; null for never
 */
public record ApiKey(
        String id,
        String name,
        Role role,
        @Nullable List<String> scopes,
        long createdAtMs,
        String createdBy,
        @Nullable Long expiresAtMs,
        @Nullable Long lastUsedAtMs) {
    public ApiKey {
        scopes = scopes == null ? null : List.copyOf(scopes);
    }

    /** Whether it is still good at a time. */
    public boolean isValid(long nowMs) {
        return expiresAtMs == null || nowMs < expiresAtMs;
    }

    /** What administrators see. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("name", name);
        json.put("role", Texts.name(role));
        json.set("scopes", Json.MAPPER.valueToTree(scopes));
        json.put("created_at", Texts.time(createdAtMs));
        json.put("created_by", createdBy);
        json.put("expires_at", expiresAtMs == null ? null : Texts.time(expiresAtMs));
        json.put("last_used_at", lastUsedAtMs == null ? null : Texts.time(lastUsedAtMs));
        return json;
    }

    static ApiKey from(Document document) {
        return new ApiKey(
                document.getString("_id"),
                document.getString("name"),
                Objects.requireNonNull(Texts.constant(Role.class, document.getString("role"))),
                document.getList("scopes", String.class),
                Docs.number(document, "created_at"),
                document.getString("created_by"),
                Docs.optionalNumber(document, "expires_at"),
                Docs.optionalNumber(document, "last_used_at"));
    }
}
