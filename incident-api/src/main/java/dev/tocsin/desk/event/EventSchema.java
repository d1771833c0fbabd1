package dev.tocsin.desk.event;

import dev.tocsin.desk.query.Field;
import dev.tocsin.desk.query.FieldSet;
import dev.tocsin.desk.query.FieldType;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of events at one moment. Immutable. */
final class EventSchema {
    /**
     * Where a word without a field is looked for: what {@code index.query.default_field} names in
     * the template of the indices, and the words of a command line.
     */
    private static final List<String> DEFAULTS =
            List.of(
                    "message",
                    "event.action",
                    "host.name",
                    "user.name",
                    "process.command_line.text",
                    "related.ip",
                    "related.user",
                    "related.hosts",
                    "rule.name");

    private final NavigableMap<String, EventField> fields = new TreeMap<>();
    private final FieldSet filterable;

    EventSchema(Collection<EventField> fields) {
        fields.forEach(field -> this.fields.put(field.name(), field));
        filterable =
                new FieldSet(
                        this.fields.values().stream().map(EventSchema::filterable).toList(),
                        DEFAULTS.stream().filter(this.fields::containsKey).toList(),
                        name -> flattened(name) != null);
    }

    /** The fields as filters know them; also those that the index only keeps. */
    FieldSet filterable() {
        return filterable;
    }

    /** The field of a name, or the key of a flattened one; null when there is none. */
    @Nullable EventField find(String name) {
        EventField field = fields.get(name);
        if (field != null) {
            return field;
        }
        EventField above = flattened(name);
        return above == null
                ? null
                : new EventField(name, EventField.FLATTENED, above.searchable(), above.sortable());
    }

    /** A field that a checked filter or order names. */
    EventField require(Field field) {
        return Objects.requireNonNull(find(field.path()), field.path());
    }

    /** Whether it is one key of a flattened field. */
    boolean isKey(String name) {
        return !fields.containsKey(name) && flattened(name) != null;
    }

    /** The fields whose names begin so, by name. */
    Collection<EventField> startingWith(String prefix) {
        return Collections.unmodifiableCollection(
                fields.subMap(prefix, true, prefix + Character.MAX_VALUE, false).values());
    }

    private @Nullable EventField flattened(String name) {
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            EventField above = fields.get(name.substring(0, dot));
            if (above != null) {
                return above.isFlattened() ? above : null;
            }
        }
        return null;
    }

    private static Field filterable(EventField field) {
        FieldType type = field.type();
        return Field.of(field.name(), type == null ? FieldType.KEYWORD : type);
    }
}
