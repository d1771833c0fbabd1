package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tocsin.desk.query.FilterText;
import dev.tocsin.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where to look next from an event: ready filters for what it names. */
final class Pivots {
    /** How far the time frame of a pivot reaches to both sides. */
    static final Duration REACH = Duration.ofHours(1);

    /** The longest value that makes a filter. */
    private static final int MAX_VALUE = 500;

    /** The most values of a field. */
    private static final int MAX_VALUES = 3;

    /**
     * What to look for.
     *
     * @param name what it is
     * @param fields the first one that the event has is taken
     */
    private record Kind(String name, List<String> fields) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("user", List.of("user.name", "user.email", "user.id")),
                    new Kind("target user", List.of("user.target.name")),
                    new Kind("source", List.of("source.ip", "client.ip")),
                    new Kind("destination", List.of("destination.ip", "server.ip")),
                    new Kind("host", List.of("host.name", "host.hostname", "host.ip")),
                    new Kind("process", List.of("process.entity_id", "process.name")),
                    new Kind("hash", hashes("process")),
                    new Kind("file hash", hashes("file")),
                    new Kind("domain", List.of("dns.question.name", "url.domain")),
                    new Kind("session", List.of("session.id", "network.community_id")));

    private Pivots() {}

    /** The pivots of an event that names something that the index can search. */
    static ArrayNode of(EventSearch.Found found, EventSchema schema) {
        TimeFrame frame = TimeFrame.around(found.timeMs(), REACH);
        ArrayNode pivots = Json.MAPPER.createArrayNode();
        for (Kind kind : KINDS) {
            for (String field : kind.fields()) {
                List<String> values = values(found.event(), field, schema);
                for (String value : values) {
                    frame.tell(
                            pivots.addObject()
                                    .put("name", kind.name())
                                    .put("field", field)
                                    .put("value", value)
                                    .put("q", FilterText.of(field, value)));
                }
                if (!values.isEmpty()) {
                    break;
                }
            }
        }
        return pivots;
    }

    /** The values of a field of an event that a filter can name. */
    static List<String> values(JsonNode event, String field, EventSchema schema) {
        EventField known = schema.find(field);
        JsonNode found = Json.at(event, field);
        if (known == null || !known.searchable() || found == null) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (JsonNode value : found.isArray() ? found : List.of(found)) {
            String text = value.asText();
            boolean plain = value.isValueNode() && !value.isNull() && isPlain(text);
            if (plain && values.size() < MAX_VALUES && !values.contains(text)) {
                values.add(text);
            }
        }
        return values;
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_VALUE
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static List<String> hashes(String of) {
        return List.of(of + ".hash.sha256", of + ".hash.sha1", of + ".hash.md5");
    }
}
