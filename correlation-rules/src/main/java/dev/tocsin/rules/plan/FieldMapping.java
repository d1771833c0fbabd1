package dev.tocsin.rules.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the field names of one log source resolve to places in an event.
 *
 * @param fields name to places
 * @param fallback places of a name that is not in {@code fields}; {@code {field}} stands for it
 * @param stripSpaces whether spaces in a name do not count ({@code Threat Name} is {@code
 *     ThreatName})
 */
public record FieldMapping(
        Map<String, List<String>> fields, List<String> fallback, boolean stripSpaces) {
    /** Stands for the field's name in a fallback place. */
    public static final String NAME = "{field}";

    /** Every field lies where it says. */
    public static final FieldMapping IDENTITY = new FieldMapping(Map.of(), List.of(NAME), false);

    public FieldMapping {
        fields = Map.copyOf(fields);
        fallback = List.copyOf(fallback);
    }

    /** Whether the field is named here, so that it need not be looked for under its own name. */
    public boolean names(String field) {
        return fields.containsKey(plain(field));
    }

    /** Where a field of a rule lies. */
    public Field field(String name) {
        String plain = plain(name);
        Set<String> places = new LinkedHashSet<>();
        places.addAll(fields.getOrDefault(plain, List.of()));
        for (String place : fallback) {
            places.add(place.replace(NAME, plain));
        }
        places.add(name);
        return new Field(name, new ArrayList<>(places));
    }

    private String plain(String name) {
        return stripSpaces ? name.replace(" ", "") : name;
    }

    /** This mapping under {@code general}: what both name is taken from this one. */
    public FieldMapping over(FieldMapping general) {
        Map<String, List<String>> all = new LinkedHashMap<>(general.fields);
        all.putAll(fields);
        Set<String> places = new LinkedHashSet<>(fallback);
        places.addAll(general.fallback);
        return new FieldMapping(all, new ArrayList<>(places), stripSpaces || general.stripSpaces);
    }
}
