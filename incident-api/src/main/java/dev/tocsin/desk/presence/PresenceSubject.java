package dev.tocsin.desk.presence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is present at.
 *
 * @param kind {@link Kind#ALERT} or {@link Kind#INCIDENT}
 * @param id of the alert or incident
 */
public record PresenceSubject(Kind kind, String id) {
    /** The incident, or null when it is an alert. */
    public @Nullable String incident() {
        return kind == Kind.INCIDENT ? id : null;
    }

    /** Who is here, as callers and readers see it. */
    public ObjectNode toJson(List<Presence> people) {
        ObjectNode json = Json.object().put(Texts.name(kind), id);
        ArrayNode array = json.putArray("people");
        people.forEach(one -> array.add(one.toJson()));
        return json;
    }
}
