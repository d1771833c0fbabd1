package dev.tocsin.desk.query;

import dev.tocsin.text.EditDistance;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a resource. */
public final class FieldSet {
    private static final int MAX_NAME = 256;

    /** How many letters a name may differ by to be the one that was meant. */
    private static final int NEAR = 2;

    private final Map<String, Field> known = new LinkedHashMap<>();
    private final List<String> defaults;
    private final boolean open;

    /**
     * @param known the fields
     * @param defaults names of the fields in which a word without a field is looked for
     * @param open whether any other name with a dot in it is a field of keywords
     */
    public FieldSet(Collection<Field> known, List<String> defaults, boolean open) {
        for (Field field : known) {
            this.known.put(field.name(), field);
        }
        this.defaults = List.copyOf(defaults);
        this.open = open;
        for (String name : defaults) {
            if (!this.known.containsKey(name)) {
                throw new IllegalArgumentException("Expected a known field, but found " + name);
            }
        }
    }

    /** The field of a name; null when the resource has none. */
    public @Nullable Field find(String name) {
        Field field = known.get(name);
        return field != null || !open || !isPath(name) ? field : Field.of(name, FieldType.KEYWORD);
    }

    /** Where a word without a field is looked for. */
    List<Field> defaults() {
        return defaults.stream().map(name -> known.get(name)).toList();
    }

    /** The names, for a message: the nearest to a wrong one, or all. */
    String expected(String wrong) {
        return known.keySet().stream()
                .filter(name -> EditDistance.between(name, wrong) <= NEAR)
                .findFirst()
                .map(name -> "a field such as " + name)
                .orElse("one of the fields " + String.join(", ", known.keySet()));
    }

    private static boolean isPath(String name) {
        return name.length() <= MAX_NAME
                && name.indexOf('.') > 0
                && name.chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || "._-@".indexOf(c) >= 0)
                && !name.startsWith(".")
                && !name.endsWith(".")
                && !name.contains("..");
    }
}
