package dev.tocsin.desk.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What happened, before it has a place in the chain.
 *
 * @param id its own id; a change has that of the change, and may stand in the chain twice after a
 *     crash
 * @param atMs when it was noted
 * @param by who did it; empty when nobody knows
 * @param action for example {@code alert_changed}, {@code signed_in}, {@code refused}
 * @param subject what it was done to
 * @param address where the caller was; null when unknown
 * @param detail an object that says more
 */
record AuditEvent(
        String id,
        long atMs,
        String by,
        String action,
        String subject,
        @Nullable String address,
        JsonNode detail) {

    /** What is hashed, at a place of the chain. */
    ObjectNode toJson(long sequence) {
        ObjectNode json = Json.object();
        json.put("sequence", sequence).put("id", id).put("at", Texts.time(atMs));
        json.put("by", by).put("action", action).put("subject", subject).put("address", address);
        json.set("detail", detail);
        return json;
    }
}
