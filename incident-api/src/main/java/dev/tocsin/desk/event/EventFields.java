package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which fields events have: those of the indices, and those that the next index will have by its
 * template. Asks Elasticsearch at most every {@value #FRESH_SECONDS} seconds. Thread-safe.
 */
final class EventFields {
    private static final long FRESH_SECONDS = 30;
    private static final String INDICES =
            "/"
                    + EventIndex.INDICES
                    + "/_field_caps?fields=*&filters=-metadata,-parent&ignore_unavailable=true&allow_no_indices=true";

    /** A day far away: its index is never there, and its template is that of every day. */
    private static final String TEMPLATE =
            "/_index_template/_simulate_index/tocsin-events-1970.01.01";

    private static final Logger LOG = LoggerFactory.getLogger(EventFields.class);

    private final EventIndex index;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    private record Known(EventSchema schema, Instant until) {}

    EventFields(EventIndex index, InstantSource clock) {
        this.index = index;
        this.clock = clock;
    }

    /**
     * The fields now.
     *
     * @throws dev.tocsin.desk.http.ProblemException 503 when Elasticsearch does not answer
     */
    EventSchema schema() throws InterruptedException {
        Known last = known;
        if (last != null && clock.instant().isBefore(last.until())) {
            return last.schema();
        }
        EventSchema schema = read();
        known = new Known(schema, clock.instant().plus(Duration.ofSeconds(FRESH_SECONDS)));
        return schema;
    }

    private EventSchema read() throws InterruptedException {
        Map<String, EventField> fields = new LinkedHashMap<>();
        JsonNode indices = index.ask("GET", INDICES, null).path("fields");
        mapped(fields, "", template().path("properties"));
        for (var field : indices.properties()) {
            fields.put(field.getKey(), capable(field.getKey(), field.getValue()));
        }
        return new EventSchema(fields.values());
    }

    /** Nothing when a key may read the events alone: then the fields are those of the indices. */
    private JsonNode template() throws InterruptedException {
        try {
            return index.ask("POST", TEMPLATE, null).path("template").path("mappings");
        } catch (ProblemException e) {
            LOG.debug("Goes without the template of events: {}", e.getMessage());
            return Json.object();
        }
    }

    /** Fields of a mapping, and their fields below. */
    private static void mapped(Map<String, EventField> into, String above, JsonNode properties) {
        for (var member : properties.properties()) {
            String name = above + member.getKey();
            JsonNode mapping = member.getValue();
            if (mapping.has("type")) {
                boolean searchable = mapping.path("index").asBoolean(true);
                boolean sortable = mapping.path("doc_values").asBoolean(true);
                into.put(
                        name,
                        new EventField(name, mapping.path("type").asText(), searchable, sortable));
            }
            mapped(into, name + ".", mapping.path("properties"));
            mapped(into, name + ".", mapping.path("fields"));
        }
    }

    /** A field that has another type in an older index counts as keywords, if it can. */
    private static EventField capable(String name, JsonNode types) {
        String type = types.has("keyword") ? "keyword" : types.fieldNames().next();
        boolean searchable = true;
        boolean sortable = true;
        for (JsonNode each : types) {
            searchable &= each.path("searchable").asBoolean();
            sortable &= each.path("aggregatable").asBoolean();
        }
        return new EventField(name, type, searchable, sortable);
    }
}
