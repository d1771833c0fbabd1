package dev.tocsin.desk.incident.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The values that an incident has of custom fields.
 *
 * @param byName in the order of the names
 */
public record CustomValues(Map<String, CustomValue> byName) {
    /** None at all. */
    public static final CustomValues NONE = new CustomValues(Map.of());

    public CustomValues {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /** The value of a field; null when there is none. */
    public @Nullable CustomValue get(String name) {
        return byName.get(name);
    }

    /** These, and those of others for fields that have none here. */
    public CustomValues orElse(CustomValues others) {
        Map<String, CustomValue> both = new TreeMap<>(others.byName);
        both.putAll(byName);
        return new CustomValues(both);
    }

    /** What has to change to make {@code other} of these. */
    public List<FieldChange> changesTo(CustomValues other) {
        Set<String> names = new TreeSet<>(byName.keySet());
        names.addAll(other.byName.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String name : names) {
            String field = CustomFields.MEMBER + "." + name;
            changes.add(FieldChange.of(field, told(get(name)), told(other.get(name))));
        }
        return changes.stream().filter(FieldChange::isReal).toList();
    }

    /** The history has texts. */
    private static @Nullable String told(@Nullable CustomValue value) {
        return value == null ? null : value.toJson().asText();
    }

    /** As callers see them. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        byName.forEach((name, value) -> json.set(name, value.toJson()));
        return json;
    }

    /** As the store has them. */
    public Document toDocument() {
        Document document = new Document();
        byName.forEach((name, value) -> document.append(name, value.stored()));
        return document;
    }

    /** Reads {@link #toDocument}; an incident of an older Tocsin has none. */
    public static CustomValues from(@Nullable Document document) {
        if (document == null || document.isEmpty()) {
            return NONE;
        }
        Map<String, CustomValue> byName = new TreeMap<>();
        document.forEach((name, value) -> byName.put(name, CustomValue.of(value)));
        return new CustomValues(byName);
    }
}
