package dev.tocsin.desk.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That somebody looks at something or edits it, until a time.
 *
 * @param subject what
 * @param who stands for the person or machine
 * @param name what it is called
 * @param place which of its windows; empty when it has one
 * @param mode what it does
 * @param field the field that it edits; null for none or all
 * @param sinceMs since when it does so
 * @param untilMs until when that holds without another word
 */
public record Presence(
        PresenceSubject subject,
        String who,
        String name,
        String place,
        PresenceMode mode,
        @Nullable String field,
        long sinceMs,
        long untilMs) {
    /** Tells one window of one person at one thing from all others; the key of its records. */
    String key() {
        return Json.MAPPER
                .createArrayNode()
                .add(Texts.name(subject.kind()))
                .add(subject.id())
                .add(who)
                .add(place)
                .toString();
    }

    /** The same, since when it was first said. */
    Presence since(long ms) {
        return new Presence(subject, who, name, place, mode, field, ms, untilMs);
    }

    /** Whether people would see no difference. */
    boolean looksLike(Presence other) {
        return mode == other.mode && Objects.equals(field, other.field) && name.equals(other.name);
    }

    /** As callers and readers see it. */
    ObjectNode toJson() {
        return Json.object()
                .put("name", name)
                .put("mode", Texts.name(mode))
                .put("field", field)
                .put("since", Texts.time(sinceMs));
    }

    /** The value of a record. */
    byte[] toRecord() {
        return Json.bytes(
                Json.object()
                        .put("kind", Texts.name(subject.kind()))
                        .put("id", subject.id())
                        .put("who", who)
                        .put("name", name)
                        .put("place", place)
                        .put("mode", Texts.name(mode))
                        .put("field", field)
                        .put("since", sinceMs)
                        .put("until", untilMs));
    }

    /** Reads the value of a record; null when it is none. */
    static @Nullable Presence read(byte[] value) {
        try {
            JsonNode json = Json.parse(value);
            Kind kind = Texts.constant(Kind.class, json.path("kind").asText());
            PresenceMode mode = Texts.constant(PresenceMode.class, json.path("mode").asText());
            return kind == null || mode == null
                    ? null
                    : new Presence(
                            new PresenceSubject(kind, json.path("id").asText()),
                            json.path("who").asText(),
                            json.path("name").asText(),
                            json.path("place").asText(),
                            mode,
                            Json.text(json, "field"),
                            json.path("since").asLong(),
                            json.path("until").asLong());
        } catch (IOException _) {
            return null;
        }
    }
}
