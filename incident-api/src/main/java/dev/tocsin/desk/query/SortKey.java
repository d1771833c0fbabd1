package dev.tocsin.desk.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of an order.
 *
 * @param field by which
 * @param descending whether the greatest comes first
 */
public record SortKey(Field field, boolean descending) {

    /** What a subject is sorted by: its first value; a name by its rank. Null when it has none. */
    @Nullable Object of(QueryPredicate.Subject subject) {
        List<?> values = subject.values(field);
        if (values.isEmpty()) {
            return null;
        }
        Object first = values.getFirst();
        return switch (field.type()) {
            case NAME -> (long) field.names().indexOf(first.toString());
            case NUMBER, DATE -> first instanceof Number number ? number : null;
            case KEYWORD, TEXT, IP, BOOLEAN -> Glob.lower(first.toString());
        };
    }

    /** Compares two such values; a missing one comes last in either direction. */
    int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? 1 : -1;
        }
        int order =
                a instanceof Number x && b instanceof Number y
                        ? Double.compare(x.doubleValue(), y.doubleValue())
                        : a.toString().compareTo(b.toString());
        return descending ? -order : order;
    }
}
