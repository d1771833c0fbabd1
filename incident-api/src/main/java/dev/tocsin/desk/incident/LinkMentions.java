package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the history of an incident tells of its links: an incident that the reader may not see is
 * not named.
 */
public final class LinkMentions {
    /** The field of a change that tells a link, as its relation, a space, and the incident. */
    public static final String FIELD = "links";

    private static final String HIDDEN = "a restricted incident";

    private final IncidentVisibility visibility;

    public LinkMentions(IncidentVisibility visibility) {
        this.visibility = visibility;
    }

    /** The entries of a history, as a caller may see them. */
    List<JsonNode> shown(Principal caller, List<JsonNode> entries) {
        Set<String> named = new HashSet<>();
        entries.forEach(entry -> links(entry).forEach(link -> addNamed(named, link)));
        Set<String> hidden = visibility.among(caller, named);
        return hidden.isEmpty()
                ? entries
                : entries.stream().map(entry -> without(entry, hidden)).toList();
    }

    private static JsonNode without(JsonNode entry, Set<String> hidden) {
        JsonNode shown = entry.deepCopy();
        for (ObjectNode link : links(shown)) {
            for (String side : List.of("from", "to")) {
                String text = Json.text(link, side);
                String incident = incident(text);
                if (text != null && incident != null && hidden.contains(incident)) {
                    link.put(side, text.replace(incident, HIDDEN));
                }
            }
        }
        return shown;
    }

    private static void addNamed(Set<String> named, JsonNode link) {
        for (String side : List.of("from", "to")) {
            String incident = incident(Json.text(link, side));
            if (incident != null) {
                named.add(incident);
            }
        }
    }

    private static List<ObjectNode> links(JsonNode entry) {
        return entry.path("changes")
                .valueStream()
                .filter(change -> FIELD.equals(Json.text(change, "field")))
                .map(ObjectNode.class::cast)
                .toList();
    }

    private static @Nullable String incident(@Nullable String told) {
        return told == null ? null : told.substring(told.indexOf(' ') + 1);
    }
}
