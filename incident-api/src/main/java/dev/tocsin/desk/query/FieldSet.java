package dev.tocsin.desk.query;

import dev.tocsin.text.EditDistance;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The fields of a resource. */
public final class FieldSet {
    private static final int MAX_NAME = 256;

    /** How many letters a name may differ by to be the one that was meant. */
    private static final int NEAR = 2;

    /** The most names that a message suggests. */
    private static final int MAX_SUGGESTED = 12;

    /** Up to how many fields a message names them all. */
    private static final int FEW = 60;

    private final Map<String, Field> known = new LinkedHashMap<>();
    private final List<String> defaults;
    private final Predicate<String> open;

    /**
     * @param known the fields
     * @param defaults names of the fields in which a word without a field is looked for
     * @param open whether any other name with a dot in it is a field of keywords
     */
    public FieldSet(Collection<Field> known, List<String> defaults, boolean open) {
        this(known, defaults, _ -> open);
    }

    /**
     * @param known the fields
     * @param defaults names of the fields in which a word without a field is looked for
     * @param open which other names with a dot in them are fields of keywords
     */
    public FieldSet(Collection<Field> known, List<String> defaults, Predicate<String> open) {
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
        return field == null && isPath(name) && open.test(name)
                ? Field.of(name, FieldType.KEYWORD)
                : field;
    }

    /** The fields that have a name of their own. */
    public Collection<Field> known() {
        return Collections.unmodifiableCollection(known.values());
    }

    /** Where a word without a field is looked for. */
    List<Field> defaults() {
        return defaults.stream().map(name -> known.get(name)).toList();
    }

    /** The names, for a message: the nearest to a wrong one, or all of few. */
    public String expected(String wrong) {
        List<String> near =
                known.keySet().stream()
                        .filter(name -> distance(name, wrong) <= NEAR)
                        .sorted(
                                Comparator.comparingInt((String name) -> distance(name, wrong))
                                        .thenComparingInt(String::length))
                        .limit(MAX_SUGGESTED)
                        .toList();
        if (!near.isEmpty()) {
            return "a field such as " + String.join(", ", near);
        }
        return known.size() > FEW
                ? "a known field"
                : "one of the fields " + String.join(", ", known.keySet());
    }

    /** In letters; a name that only has parts more is as near as can be told. */
    private static int distance(String name, String wrong) {
        return name.endsWith("." + wrong) || name.startsWith(wrong + ".")
                ? NEAR
                : Math.abs(name.length() - wrong.length()) > NEAR
                        ? NEAR + 1
                        : EditDistance.between(name, wrong);
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
