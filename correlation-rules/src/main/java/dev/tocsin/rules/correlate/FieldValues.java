package dev.tocsin.rules.correlate;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A few fields and their values, in order: one array, as a window keeps very many of them.
 * Immutable.
 */
final class FieldValues extends AbstractMap<String, String> {
    private final String[] pairs;

    private FieldValues(String[] pairs) {
        this.pairs = pairs;
    }

    /** A copy in the order of the map. */
    static Map<String, String> copyOf(Map<String, String> map) {
        if (map instanceof FieldValues) {
            return map;
        }
        String[] pairs = new String[2 * map.size()];
        int at = 0;
        for (Map.Entry<String, String> entry : map.entrySet()) {
            pairs[at++] = entry.getKey();
            pairs[at++] = entry.getValue();
        }
        return new FieldValues(pairs);
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(key)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return FieldValues.this.size();
            }

            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return new Pairs();
            }
        };
    }

    /** Goes over the pairs. */
    private final class Pairs implements Iterator<Map.Entry<String, String>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < pairs.length;
        }

        @Override
        public Map.Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("Expected a field, but there is none left");
            }
            at += 2;
            return Map.entry(pairs[at - 2], pairs[at - 1]);
        }
    }
}
