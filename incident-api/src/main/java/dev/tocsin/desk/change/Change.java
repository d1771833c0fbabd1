package dev.tocsin.desk.change;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what, when, from what, to what, and why. The value on the topic of changes, and an
 * entry of the history.
 *
 * @param id its own id; readers that see it twice count it once
 * @param kind what kind of thing changed
 * @param subject id of the alert, incident or token
 * @param action {@code created}, {@code changed}, {@code linked}, {@code noted}, {@code revoked}
 * @param version the version that the subject has after it
 * @param atMs when, milliseconds since the epoch
 * @param by name of the key that did it
 * @param fields what changed
 * @param comment why, in the words of who did it; may be null
 */
public record Change(
        String id,
        Kind kind,
        String subject,
        String action,
        long version,
        long atMs,
        String by,
        List<FieldChange> fields,
        @Nullable String comment) {

    public Change {
        fields = List.copyOf(fields);
    }

    /** The wire form. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("kind", Texts.name(kind));
        json.put("subject", subject);
        json.put("action", action);
        json.put("version", version);
        json.put("at", Texts.time(atMs));
        json.put("by", by);
        ArrayNode changes = json.putArray("changes");
        for (FieldChange field : fields) {
            ObjectNode change = changes.addObject().put("field", field.field());
            change.set("from", field.from());
            change.set("to", field.to());
        }
        json.put("comment", comment);
        return json;
    }
}
