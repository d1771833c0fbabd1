package dev.tocsin.desk.query;

import dev.tocsin.desk.net.Network;
import dev.tocsin.desk.query.Criterion.Between;
import dev.tocsin.desk.query.Criterion.Bound;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A filter as a predicate of things in memory. */
public final class QueryPredicate {
    /** Something with fields. */
    @FunctionalInterface
    public interface Subject {
        /**
         * The values of a field: texts, numbers (times in milliseconds) and booleans; empty when it
         * has none.
         */
        List<?> values(Field field);
    }

    private QueryPredicate() {}

    /** The predicate of a filter. */
    public static Predicate<Subject> of(Query query) {
        return switch (query) {
            case Query.All() -> _ -> true;
            case Query.And(List<Query> of) ->
                    of.stream().map(QueryPredicate::of).reduce(_ -> true, Predicate::and);
            case Query.Or(List<Query> of) ->
                    of.stream().map(QueryPredicate::of).reduce(_ -> false, Predicate::or);
            case Query.Not(Query of) -> of(of).negate();
            case Query.Has(Field field, Criterion criterion) -> {
                Predicate<Object> test = test(criterion);
                yield subject -> any(subject.values(field), test);
            }
        };
    }

    /** A loop, because a list asks it of each of 100,000 alerts. */
    private static boolean any(List<?> values, Predicate<Object> test) {
        for (Object value : values) {
            if (test.test(value)) {
                return true;
            }
        }
        return false;
    }

    private static Predicate<Object> test(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Exists() -> _ -> true;
            case Criterion.In in -> value -> in.texts().contains(Glob.lower(value.toString()));
            case Criterion.Like(Glob glob) -> {
                Predicate<String> matcher = glob.matcher();
                yield value -> matcher.test(value.toString());
            }
            case Criterion.Contains(String text) -> {
                String lower = Glob.lower(text);
                yield value -> Glob.lower(value.toString()).contains(lower);
            }
            case Criterion.Is(boolean wanted) -> value -> value.equals(wanted);
            case Between between ->
                    value ->
                            value instanceof Number number
                                    && isAbove(between.low(), number.doubleValue())
                                    && isBelow(between.high(), number.doubleValue());
            case Criterion.InNetwork(Network network) ->
                    value -> network.contains(value.toString());
        };
    }

    private static boolean isAbove(@Nullable Bound low, double value) {
        return low == null || (low.inclusive() ? value >= low.value() : value > low.value());
    }

    private static boolean isBelow(@Nullable Bound high, double value) {
        return high == null || (high.inclusive() ? value <= high.value() : value < high.value());
    }
}
