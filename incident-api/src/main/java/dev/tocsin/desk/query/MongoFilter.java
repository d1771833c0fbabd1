package dev.tocsin.desk.query;

import com.mongodb.client.model.Filters;
import dev.tocsin.desk.query.Criterion.Between;
import dev.tocsin.desk.query.Criterion.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;

/**
 * A filter for the document store. Values are handed over as values and as quoted patterns only:
 * none can be read as an operator. A field of numbers or times has at most one value in the store:
 * of several, one could meet the lower bound and another one the upper.
 */
public final class MongoFilter {
    private MongoFilter() {}

    /** The filter of the store. */
    public static Bson of(Query query) {
        return switch (query) {
            case Query.All() -> Filters.empty();
            case Query.And(List<Query> of) -> Filters.and(all(of));
            case Query.Or(List<Query> of) -> of.isEmpty() ? nothing() : Filters.or(all(of));
            case Query.Not(Query of) -> Filters.nor(of(of));
            case Query.Has(Field field, Criterion criterion) -> has(field, criterion);
        };
    }

    private static List<Bson> all(List<Query> of) {
        return of.stream().map(MongoFilter::of).toList();
    }

    private static Bson has(Field field, Criterion criterion) {
        String path = field.path();
        return switch (criterion) {
            case Criterion.Exists() ->
                    Filters.and(Filters.ne(path, null), Filters.ne(path, List.of()));
            case Criterion.In in -> in(field, in);
            case Criterion.Like(Glob glob) -> Filters.regex(path, glob.regex(), "i");
            case Criterion.Contains(String text) -> Filters.regex(path, Pattern.quote(text), "i");
            case Criterion.Is(boolean value) -> Filters.eq(path, value);
            case Between between -> between(path, between);
            case Criterion.InNetwork _ ->
                    throw new IllegalArgumentException(
                            "Expected a field that the store can compare, but "
                                    + field.name()
                                    + " holds addresses");
        };
    }

    private static Bson in(Field field, Criterion.In in) {
        if (in.texts().isEmpty()) {
            return nothing();
        }
        if (field.type() == FieldType.NAME) {
            return Filters.in(field.path(), in.texts());
        }
        return Filters.or(
                in.texts().stream()
                        .map(
                                text ->
                                        Filters.regex(
                                                field.path(), "^" + Pattern.quote(text) + "$", "i"))
                        .toList());
    }

    private static Bson between(String path, Between between) {
        List<Bson> bounds = new ArrayList<>();
        Bound low = between.low();
        Bound high = between.high();
        if (low != null) {
            bounds.add(
                    low.inclusive()
                            ? Filters.gte(path, low.value())
                            : Filters.gt(path, low.value()));
        }
        if (high != null) {
            bounds.add(
                    high.inclusive()
                            ? Filters.lte(path, high.value())
                            : Filters.lt(path, high.value()));
        }
        return bounds.isEmpty() ? Filters.ne(path, null) : Filters.and(bounds);
    }

    /** Every document has an id. */
    private static Bson nothing() {
        return Filters.exists("_id", false);
    }
}
