package dev.tocsin.desk.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order of things: by keys, the first being the most significant, and by id at last, so that no
 * two are equal.
 *
 * @param keys at most {@value #MAX_KEYS}
 */
public record SortOrder(List<SortKey> keys) {
    /** The most keys of an order. */
    public static final int MAX_KEYS = 5;

    public SortOrder {
        keys = List.copyOf(keys);
    }

    /**
     * Reads an order.
     *
     * @param text names of fields between commas; one with a minus is sorted from the greatest
     * @throws QueryException when a field is not known
     */
    public static SortOrder parse(String text, FieldSet fields) throws QueryException {
        List<SortKey> keys = new ArrayList<>();
        int at = 0;
        for (String part : text.split(",", -1)) {
            boolean descending = part.startsWith("-");
            String name = descending ? part.substring(1) : part;
            Field field = fields.find(name);
            if (field == null) {
                throw new QueryException(at, fields.expected(name), name);
            }
            if (keys.size() == MAX_KEYS) {
                throw new QueryException(at, "at most " + MAX_KEYS + " fields", part);
            }
            keys.add(new SortKey(field, descending));
            at += part.length() + 1;
        }
        return new SortOrder(keys);
    }

    /** The place of a subject in this order. */
    public Place place(QueryPredicate.Subject subject, String id) {
        List<@Nullable Object> values = new ArrayList<>(keys.size());
        for (SortKey key : keys) {
            values.add(key.of(subject));
        }
        return new Place(values, id);
    }

    /**
     * Compares the place of a subject with another. Most of what is offered to a list is not on its
     * page, so that this looks at no more keys than it must, and makes no place.
     */
    int compare(QueryPredicate.Subject subject, String id, Place other) {
        for (int i = 0; i < keys.size(); i++) {
            SortKey key = keys.get(i);
            int order = key.compare(key.of(subject), other.values().get(i));
            if (order != 0) {
                return order;
            }
        }
        return other.id().compareTo(id);
    }

    /** Compares places. */
    public Comparator<Place> comparator() {
        return (a, b) -> {
            for (int i = 0; i < keys.size(); i++) {
                int order = keys.get(i).compare(a.values().get(i), b.values().get(i));
                if (order != 0) {
                    return order;
                }
            }
            return b.id().compareTo(a.id());
        };
    }
}
