package dev.tocsin.embedded.document;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a filter asks of one field, as far as an order of values can answer it. */
sealed interface Condition {
    /** The value is one of these, none of which is null. */
    record Among(List<?> values) implements Condition {}

    /** The value is at least or more than, or at most or less than, a bound; the other is null. */
    record Beyond(@Nullable Object from, @Nullable Object to) implements Condition {}

    /**
     * The condition that a filter has for a field; null when it has none that can be used. The
     * documents that fulfil the filter are among those that fulfil the condition.
     */
    static @Nullable Condition on(String field, Document filter) {
        if (filter.containsKey(field)) {
            Condition found = of(filter.get(field));
            if (found != null) {
                return found;
            }
        }
        if (filter.get("$and") instanceof Collection<?> parts) {
            for (Object part : parts) {
                Condition found = part instanceof Document each ? on(field, each) : null;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable Condition of(@Nullable Object wanted) {
        if (wanted instanceof Document operators) {
            return ofOperators(operators);
        }
        return isScalar(wanted) ? new Among(List.of(wanted)) : null;
    }

    private static @Nullable Condition ofOperators(Document operators) {
        if (operators.get("$in") instanceof Collection<?> values
                && values.stream().allMatch(Condition::isScalar)) {
            return new Among(List.copyOf(values));
        }
        if (isScalar(operators.get("$eq"))) {
            return new Among(List.of(operators.get("$eq")));
        }
        // One bound only: of a list, one element may be above the one and another below the other.
        Object from = first(operators, "$gt", "$gte");
        Object to = from == null ? first(operators, "$lt", "$lte") : null;
        return from == null && to == null ? null : new Beyond(from, to);
    }

    private static @Nullable Object first(Document operators, String one, String other) {
        Object bound = operators.containsKey(one) ? operators.get(one) : operators.get(other);
        return isScalar(bound) ? bound : null;
    }

    private static boolean isScalar(@Nullable Object value) {
        return value != null
                && !(value instanceof Document)
                && !(value instanceof Collection)
                && !BsonRegularExpression.isRegularExpression(value);
    }
}
