package dev.tocsin.rules.compile;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists that {@code %name%} with the modifier {@code expand} stands for. */
@FunctionalInterface
public interface Placeholders {
    /** The values of a list, or null when there is no such list. */
    @Nullable List<String> values(String name);

    /** Lists by name; those that are not among them are looked up elsewhere. */
    static Placeholders of(Map<String, List<String>> lists, Placeholders otherwise) {
        Placeholders copy = Map.copyOf(lists)::get;
        return copy.or(otherwise);
    }

    /** These lists; those that are not among them are looked up elsewhere. */
    default Placeholders or(Placeholders otherwise) {
        return name -> {
            List<String> values = values(name);
            return values == null ? otherwise.values(name) : values;
        };
    }

    /** No lists at all: every placeholder is unresolved. */
    static Placeholders none() {
        return name -> null;
    }
}
