package dev.tocsin.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.json.JsonPath;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log source of an event or a rule in Sigma's sense (Sigma specification 2.1, log sources). In
 * an event it stands under {@code tocsin.logsource}. A null dimension is not set.
 *
 * @param product for example {@code windows}
 * @param category for example {@code process_creation}
 * @param service for example {@code sshd}
 * @param custom further dimensions by name
 */
public record LogSource(
        @Nullable String product,
        @Nullable String category,
        @Nullable String service,
        Map<String, String> custom) {
    /** The object in an event that holds the log source. */
    public static final String FIELD = "tocsin.logsource";

    private static final JsonPath PLACE = JsonPath.of(FIELD);

    private static final String PRODUCT = "product";
    private static final String CATEGORY = "category";
    private static final String SERVICE = "service";

    /** Says in words what else must be so that there are such events; it is no dimension. */
    private static final String DEFINITION = "definition";

    public LogSource {
        custom = Map.copyOf(custom);
    }

    /** A log source without further dimensions. */
    public LogSource(
            @Nullable String product, @Nullable String category, @Nullable String service) {
        this(product, category, service, Map.of());
    }

    /** The log source that an event carries; dimensions that are absent are null. */
    public static LogSource of(JsonNode event) {
        JsonNode at = PLACE.at(event);
        return at == null
                ? new LogSource(null, null, null)
                : new LogSource(
                        Json.text(at, PRODUCT),
                        Json.text(at, CATEGORY),
                        Json.text(at, SERVICE),
                        custom(at));
    }

    /** Whether a key of a log source is a further dimension. */
    public static boolean isCustom(String key) {
        return switch (key) {
            case PRODUCT, CATEGORY, SERVICE, DEFINITION -> false;
            default -> true;
        };
    }

    /** Whether no dimension is set. */
    public boolean isEmpty() {
        return product == null && category == null && service == null && custom.isEmpty();
    }

    /** Writes this log source into an event. */
    public void putInto(ObjectNode event) {
        ObjectNode at = Json.object();
        putIfSet(at, PRODUCT, product);
        putIfSet(at, CATEGORY, category);
        putIfSet(at, SERVICE, service);
        custom.forEach(at::put);
        PLACE.set(event, at);
    }

    private static Map<String, String> custom(JsonNode at) {
        Map<String, String> custom = Map.of();
        for (Map.Entry<String, JsonNode> entry : at.properties()) {
            if (isCustom(entry.getKey()) && entry.getValue().isTextual()) {
                custom = custom.isEmpty() ? new LinkedHashMap<>() : custom;
                custom.put(entry.getKey(), entry.getValue().textValue());
            }
        }
        return custom;
    }

    private static void putIfSet(ObjectNode at, String key, @Nullable String value) {
        if (value != null) {
            at.put(key, value);
        }
    }
}
