package dev.tocsin.desk.query;

import java.util.List;

/**
 * A field that a filter may name.
 *
 * @param name as it stands in the filter
 * @param type what its values are
 * @param path where the store or the index has it
 * @param names for {@link FieldType#NAME}: all names, the lowest first; else empty
 */
public record Field(String name, FieldType type, String path, List<String> names) {
    public Field {
        names = List.copyOf(names);
        if ((type == FieldType.NAME) == names.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected names for a field of names and for no other, but found "
                            + names
                            + " for "
                            + name);
        }
    }

    /** A field that is called what the store or the index calls it. */
    public static Field of(String name, FieldType type) {
        return new Field(name, type, name, List.of());
    }

    /** A field with another name in the store or the index. */
    public static Field of(String name, FieldType type, String path) {
        return new Field(name, type, path, List.of());
    }

    /** A field of names. */
    public static Field names(String name, String path, List<String> names) {
        return new Field(name, FieldType.NAME, path, names);
    }
}
