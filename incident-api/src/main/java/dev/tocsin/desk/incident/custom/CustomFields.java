package dev.tocsin.desk.incident.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.query.Field;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The custom fields of incidents, all together.
 *
 * @param fields in the order of their names, with those that are retired
 */
public record CustomFields(List<CustomField> fields) {
    /** The member of an incident that has their values. */
    public static final String MEMBER = "custom";

    /** None are defined. */
    public static final CustomFields NONE = new CustomFields(List.of());

    /** The longest choice. */
    static final int MAX_TEXT = 200;

    public CustomFields {
        fields = List.copyOf(fields);
    }

    /** The fields, as filters and orders may name them; also of those that are retired. */
    public List<Field> inFilters() {
        return fields.stream().map(field -> field.type().inFilters(field.name())).toList();
    }

    /** Those of which it is worth counting the values. */
    public List<Field> counted() {
        return fields.stream()
                .filter(field -> !field.retired() && field.type().isCounted())
                .map(field -> field.type().inFilters(field.name()))
                .toList();
    }

    /** The columns that they have in a table. */
    public List<String> columns() {
        return fields.stream()
                .filter(field -> !field.retired())
                .map(field -> MEMBER + "." + field.name())
                .toList();
    }

    /**
     * The values after what a caller says of them: a value sets one, null removes one, and what is
     * not named stays. Faults are told by {@link Fields#check}.
     *
     * @param incident with or without the member
     */
    public CustomValues apply(Fields incident, CustomValues before) {
        if (!incident.has(MEMBER)) {
            return before;
        }
        incident.notNull(MEMBER);
        Set<String> known = new TreeSet<>(before.byName().keySet());
        fields.forEach(field -> known.add(field.name()));
        Fields given = incident.optionalObject(MEMBER, known);
        Map<String, CustomValue> values = new TreeMap<>(before.byName());
        if (given != null) {
            for (String name : known) {
                if (given.has(name)) {
                    set(values, name, given);
                }
            }
        }
        return new CustomValues(values);
    }

    /** Says of each field that an incident must have a value of, and has none, that it lacks it. */
    public void require(Fields incident, CustomValues values) {
        for (CustomField field : fields) {
            boolean said = incident.has(MEMBER, field.name());
            if (field.isAsked() && values.get(field.name()) == null && !said) {
                incident.fault(
                        List.of(MEMBER, field.name()),
                        "Expected a value, because this field is required, but found none");
            }
        }
    }

    /** Of values that were given once, those that still fit. */
    public CustomValues fitting(ObjectNode once) {
        Map<String, CustomValue> values = new TreeMap<>();
        for (CustomField field : fields) {
            ObjectNode one = Json.object();
            one.set(field.name(), once.get(field.name()));
            CustomValue value =
                    field.retired() ? null : field.read(new Fields(one, Set.of(field.name())));
            if (value != null) {
                values.put(field.name(), value);
            }
        }
        return new CustomValues(values);
    }

    /** What a form sends back as it was is no change, even if it could not be set any more. */
    private void set(Map<String, CustomValue> values, String name, Fields given) {
        CustomField field = find(name);
        CustomValue before = values.get(name);
        if (before != null && given.is(name, before.toJson())) {
            return;
        }
        if (given.isNull(name)) {
            remove(values, name, field, given);
        } else if (field == null || field.retired()) {
            given.fault(name, "Expected null or the value that is there, for the field is retired");
        } else {
            CustomValue value = field.read(given);
            if (value != null) {
                values.put(name, value);
            }
        }
    }

    private static void remove(
            Map<String, CustomValue> values,
            String name,
            @Nullable CustomField field,
            Fields given) {
        if (field != null && field.isAsked()) {
            given.fault(name, "Expected a value, because this field is required, but found null");
        } else {
            values.remove(name);
        }
    }

    private @Nullable CustomField find(String name) {
        for (CustomField field : fields) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        return null;
    }
}
