package dev.tocsin.desk.list;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.id.ContentId;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.TreeMap;

/** The document of a list on the topic of lists, as the topology reads it. */
public final class ListDocument {
    /** Who owns the list: the desk. */
    public static final String ORIGIN = "desk";

    /** The largest document that is published. */
    static final int MAX_BYTES = 900_000;

    private ListDocument() {}

    /** The document with what is in force. */
    static byte[] of(StoredList list, long nowMs) {
        List<ListEntry> entries = list.inForce(nowMs);
        ObjectNode json = Json.object().put("name", list.name());
        if (list.kind() != ListKind.PLACEHOLDERS) {
            json.put("kind", Texts.name(list.kind()));
        }
        if (list.kind().hasFacts()) {
            ObjectNode facts = json.putObject("entries");
            for (ListEntry entry : entries) {
                ObjectNode known = facts.putObject(entry.value());
                new TreeMap<>(entry.facts()).forEach(known::put);
            }
        } else {
            ArrayNode values = json.putArray("values");
            entries.forEach(entry -> values.add(entry.value()));
        }
        json.put("revision", ContentId.of(json.toString()));
        json.put("origin", ORIGIN);
        json.put("author", list.updatedBy());
        json.put("published_at", Texts.time(nowMs));
        return Json.bytes(json);
    }
}
