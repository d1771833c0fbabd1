package dev.tocsin.rules.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.plan.Field;
import dev.tocsin.rules.value.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event holds in a field.
 *
 * @param field the field, with the places where it was looked for
 * @param place where it was found: the first place with a value, else the first with a null; null
 *     when it is absent
 * @param values as in the event; of a list its elements
 */
public record Seen(Field field, @Nullable String place, List<JsonNode> values) {
    private static final int MAX_VALUES = 5;
    private static final int MAX_TEXT = 200;

    public Seen {
        values = List.copyOf(values);
    }

    /** Looks a field up as the matchers do. */
    static Seen in(JsonNode event, Field field) {
        String placeOfNull = null;
        List<JsonNode> nulls = List.of();
        for (String place : field.places()) {
            List<JsonNode> found = new ArrayList<>();
            if (FieldPath.of(place).collect(event, found)) {
                if (found.size() != 1 || !found.getFirst().isNull()) {
                    return new Seen(field, place, found);
                }
                if (placeOfNull == null) {
                    placeOfNull = place;
                    nulls = found;
                }
            }
        }
        return new Seen(field, placeOfNull, nulls);
    }

    /** Whether the field is nowhere in the event. */
    public boolean absent() {
        return place == null;
    }

    /** The values for people: JSON, shortened; {@code absent} when the field is. */
    public String text() {
        if (absent()) {
            return "absent";
        }
        if (values.isEmpty()) {
            return "an empty list";
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values.subList(0, Math.min(MAX_VALUES, values.size()))) {
            texts.add(text(value));
        }
        int more = values.size() - texts.size();
        return String.join(", ", texts) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String text(JsonNode value) {
        if (value.isObject()) {
            return "an object";
        }
        String text = value.toString();
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
