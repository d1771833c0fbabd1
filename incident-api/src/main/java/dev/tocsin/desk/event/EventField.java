package dev.tocsin.desk.event;

import dev.tocsin.desk.query.FieldType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of events as the index has it.
 *
 * @param name with dots
 * @param mapped the type in Elasticsearch
 * @param searchable whether filters can name it
 * @param sortable whether it has an order, and its values can be counted
 */
record EventField(String name, String mapped, boolean searchable, boolean sortable) {
    /** One mapping for any keys below it, all of them keywords. */
    static final String FLATTENED = "flattened";

    private static final Map<String, FieldType> TYPES =
            Map.ofEntries(
                    Map.entry("keyword", FieldType.KEYWORD),
                    Map.entry("constant_keyword", FieldType.KEYWORD),
                    Map.entry("wildcard", FieldType.KEYWORD),
                    Map.entry("version", FieldType.KEYWORD),
                    Map.entry(FLATTENED, FieldType.KEYWORD),
                    Map.entry("text", FieldType.TEXT),
                    Map.entry("match_only_text", FieldType.TEXT),
                    Map.entry("long", FieldType.NUMBER),
                    Map.entry("integer", FieldType.NUMBER),
                    Map.entry("short", FieldType.NUMBER),
                    Map.entry("byte", FieldType.NUMBER),
                    Map.entry("unsigned_long", FieldType.NUMBER),
                    Map.entry("double", FieldType.NUMBER),
                    Map.entry("float", FieldType.NUMBER),
                    Map.entry("half_float", FieldType.NUMBER),
                    Map.entry("scaled_float", FieldType.NUMBER),
                    Map.entry("date", FieldType.DATE),
                    Map.entry("date_nanos", FieldType.DATE),
                    Map.entry("ip", FieldType.IP),
                    Map.entry("boolean", FieldType.BOOLEAN));

    EventField {
        FieldType type = TYPES.get(mapped);
        searchable = searchable && type != null;
        sortable = sortable && type != null && type != FieldType.TEXT;
    }

    /** How filters compare its values; null when they cannot. */
    @Nullable FieldType type() {
        return TYPES.get(mapped);
    }

    boolean isFlattened() {
        return mapped.equals(FLATTENED);
    }
}
