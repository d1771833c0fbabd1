package dev.tocsin.desk.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is stored: never the cookie itself.
 *
 * @param hash of the cookie's value
 * @param id names it to its owner
 * @param who opened it, as it was then
 * @param stamp of what it was opened with; a {@link Standing} refuses one that is outdated
 * @param from the address and the browser that opened it
 * @param createdAtMs when it was opened
 * @param usedAtMs when it was last used, to the minute
 * @param expiresAtMs when it ends, however much it is used
 */
public record Session(
        String hash,
        String id,
        Identity who,
        long stamp,
        From from,
        long createdAtMs,
        long usedAtMs,
        long expiresAtMs) {

    /**
     * Where a session was opened from.
     *
     * @param address of the client
     * @param agent what the browser calls itself; may be null
     */
    public record From(String address, @Nullable String agent) {}

    /** What its owner sees. */
    public ObjectNode toJson() {
        return Json.object()
                .put("id", id)
                .put("method", Texts.name(who.method()))
                .put("address", from.address())
                .put("agent", from.agent())
                .put("created_at", Texts.time(createdAtMs))
                .put("used_at", Texts.time(usedAtMs))
                .put("expires_at", Texts.time(expiresAtMs));
    }

    Document toDocument() {
        return new Document("_id", hash)
                .append("id", id)
                .append("subject", who.id())
                .append("name", who.name())
                .append("roles", Role.names(who.roles()))
                .append("scopes", who.scopes())
                .append("method", Texts.name(who.method()))
                .append("stamp", stamp)
                .append("address", from.address())
                .append("agent", from.agent())
                .append("created_at", createdAtMs)
                .append("used_at", usedAtMs)
                .append("expires_at", expiresAtMs);
    }

    /** The session of a document; null when it is of a version that knew keys alone. */
    static @Nullable Session from(Document document) {
        AuthMethod method =
                Texts.constant(
                        AuthMethod.class, Objects.toString(document.getString("method"), ""));
        Set<Role> roles =
                document.getList("roles", String.class, List.of()).stream()
                        .map(name -> Texts.constant(Role.class, name))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        if (method == null || roles.isEmpty()) {
            return null;
        }
        return new Session(
                document.getString("_id"),
                document.getString("id"),
                new Identity(
                        document.getString("subject"),
                        document.getString("name"),
                        roles,
                        document.getList("scopes", String.class),
                        method),
                Docs.number(document, "stamp"),
                new From(document.getString("address"), document.getString("agent")),
                Docs.number(document, "created_at"),
                Docs.number(document, "used_at"),
                Docs.number(document, "expires_at"));
    }
}
