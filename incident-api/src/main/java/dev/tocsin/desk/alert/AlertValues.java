package dev.tocsin.desk.alert;

import dev.tocsin.desk.query.Field;
import dev.tocsin.desk.query.QueryPredicate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of an alert's fields: those of the fields that every alert has stand in a row, the
 * others in a map. A list of 100,000 alerts looks at several fields of each, and what it costs is
 * the way to memory: a row is one step, a map of all fields were three.
 */
final class AlertValues implements QueryPredicate.Subject {
    private static final Map<String, Integer> PLACES = places();

    /** Names have few values: their lists are shared, and so near at hand. */
    private static final Map<String, List<String>> NAMES = names();

    private final @Nullable List<?>[] row;
    private final Map<String, List<?>> others;

    private AlertValues(@Nullable List<?>[] row, Map<String, List<?>> others) {
        this.row = row;
        this.others = others;
    }

    /** Collects values. */
    static final class Builder {
        private final @Nullable List<?>[] row = new List<?>[PLACES.size()];
        private final Map<String, List<?>> others = new HashMap<>();

        /** The one value of a field; null for none. */
        Builder put(String path, @Nullable String value) {
            return value == null ? this : put(path, list(value));
        }

        /** The one value of a field; null for none. */
        Builder put(String path, @Nullable Number value) {
            return value == null ? this : put(path, List.of(value));
        }

        /** All values of a field. */
        Builder put(String path, List<?> values) {
            if (values.isEmpty()) {
                return this;
            }
            Integer place = PLACES.get(path);
            if (place == null) {
                others.put(path, values);
            } else {
                row[place] = values;
            }
            return this;
        }

        /** All values of a field, unless it has some. */
        Builder putIfAbsent(String path, List<?> values) {
            Integer place = PLACES.get(path);
            boolean isAbsent = place == null ? !others.containsKey(path) : row[place] == null;
            return isAbsent ? put(path, values) : this;
        }

        AlertValues build() {
            return new AlertValues(row, Map.copyOf(others));
        }

        private static List<String> list(String value) {
            List<String> shared = NAMES.get(value);
            return shared == null ? List.of(value.intern()) : shared;
        }
    }

    @Override
    public List<?> values(Field field) {
        return of(field.path());
    }

    /** The values of the field at a path; empty when it has none. */
    List<?> of(String path) {
        Integer place = PLACES.get(path);
        List<?> values = place == null ? others.get(path) : row[place];
        return values == null ? List.of() : values;
    }

    /** The same without those of one field. */
    AlertValues without(String path) {
        Integer place = PLACES.get(path);
        if (place == null) {
            Map<String, List<?>> fewer = new HashMap<>(others);
            fewer.remove(path);
            return new AlertValues(row, Map.copyOf(fewer));
        }
        @Nullable List<?>[] without = row.clone();
        without[place] = null;
        return new AlertValues(without, others);
    }

    private static Map<String, Integer> places() {
        List<String> paths = AlertFields.ALL.known().stream().map(Field::path).distinct().toList();
        Map<String, Integer> places = new HashMap<>();
        paths.forEach(path -> places.put(path, places.size()));
        return Map.copyOf(places);
    }

    private static Map<String, List<String>> names() {
        Map<String, List<String>> names = new HashMap<>();
        for (Field field : AlertFields.ALL.known()) {
            field.names().forEach(name -> names.put(name, List.of(name)));
        }
        return Map.copyOf(names);
    }
}
