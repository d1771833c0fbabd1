package dev.tocsin.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The log source of an event or a rule in Sigma's sense (Sigma specification 2.1, log sources). In
 * an event it stands under {@code tocsin.logsource}. A null dimension is not set.
 *
 * @param product for example {@code windows}
 * @param category for example {@code process_creation}
 * @param service for example {@code sshd}
 */
public record LogSource(
        @Nullable String product, @Nullable String category, @Nullable String service) {
    /** The object in an event that holds the log source. */
    public static final String FIELD = "tocsin.logsource";

    /** The log source that an event carries; dimensions that are absent are null. */
    public static LogSource of(JsonNode event) {
        JsonNode at = Json.at(event, FIELD);
        return at == null
                ? new LogSource(null, null, null)
                : new LogSource(
                        Json.text(at, "product"),
                        Json.text(at, "category"),
                        Json.text(at, "service"));
    }

    /** Writes this log source into an event. */
    public void putInto(ObjectNode event) {
        ObjectNode at = Json.object();
        putIfSet(at, "product", product);
        putIfSet(at, "category", category);
        putIfSet(at, "service", service);
        Json.set(event, FIELD, at);
    }

    private static void putIfSet(ObjectNode at, String key, @Nullable String value) {
        if (value != null) {
            at.put(key, value);
        }
    }
}
