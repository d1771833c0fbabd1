package dev.tocsin.desk.query;

import dev.tocsin.desk.net.Network;
import dev.tocsin.desk.query.Criterion.Between;
import dev.tocsin.desk.query.Criterion.Bound;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a value of a filter means for a field of a type.
 *
 * @param now what {@code now} means
 */
record Criteria(Instant now) {
    /** The most wildcards of one word. */
    static final int MAX_WILDCARDS = 10;

    Criterion of(Field field, Word word) throws QueryException {
        if (word.isStar()) {
            return new Criterion.Exists();
        }
        return switch (field.type()) {
            case KEYWORD -> word.wildcards() == 0 ? in(word) : like(word, word.pattern());
            case TEXT ->
                    word.wildcards() == 0
                            ? new Criterion.Contains(word.text())
                            : like(word, "*" + word.pattern() + "*");
            case NUMBER -> equal(number(word));
            case DATE -> {
                Times times = time(word);
                yield between(bound(times.from(), true), bound(times.end(), false));
            }
            case IP -> network(word);
            case BOOLEAN -> new Criterion.Is(truth(word));
            case NAME -> new Criterion.In(Set.of(field.names().get(rank(field, word))));
        };
    }

    /** The same; null when the word cannot be a value of the field. */
    @Nullable Criterion orNull(Field field, Word word) throws QueryException {
        try {
            return of(field, word);
        } catch (QueryException e) {
            if (field.type() == FieldType.KEYWORD || field.type() == FieldType.TEXT) {
                throw e;
            }
            return null;
        }
    }

    Criterion compared(Field field, String operator, Word word) throws QueryException {
        boolean inclusive = operator.endsWith("=");
        boolean above = operator.startsWith(">");
        return switch (field.type()) {
            case NUMBER -> {
                Bound bound = bound(number(word), inclusive);
                yield above ? between(bound, null) : between(null, bound);
            }
            case DATE -> above ? after(time(word), inclusive) : before(time(word), inclusive);
            case NAME -> {
                int rank = rank(field, word);
                List<String> names = field.names();
                yield above
                        ? names(names.subList(inclusive ? rank : rank + 1, names.size()))
                        : names(names.subList(0, inclusive ? rank + 1 : rank));
            }
            case KEYWORD, TEXT, IP, BOOLEAN -> throw unordered(field, word);
        };
    }

    Criterion between(Field field, Word low, Word high) throws QueryException {
        return switch (field.type()) {
            case NUMBER ->
                    between(
                            low.isStar() ? null : bound(number(low), true),
                            high.isStar() ? null : bound(number(high), true));
            case DATE ->
                    between(
                            low.isStar() ? null : bound(time(low).from(), true),
                            high.isStar() ? null : bound(time(high).end(), false));
            case NAME -> {
                int from = low.isStar() ? 0 : rank(field, low);
                int end = high.isStar() ? field.names().size() : rank(field, high) + 1;
                yield names(from < end ? field.names().subList(from, end) : List.of());
            }
            case KEYWORD, TEXT, IP, BOOLEAN -> throw unordered(field, low);
        };
    }

    private static Criterion after(Times times, boolean inclusive) {
        return between(bound(inclusive ? times.from() : times.end(), true), null);
    }

    private static Criterion before(Times times, boolean inclusive) {
        return between(null, bound(inclusive ? times.end() : times.from(), false));
    }

    private static Criterion in(Word word) {
        return new Criterion.In(Set.of(Glob.lower(word.text())));
    }

    private static Criterion names(List<String> names) {
        return new Criterion.In(Set.copyOf(names));
    }

    private static Criterion like(Word word, String pattern) throws QueryException {
        if (word.wildcards() > MAX_WILDCARDS) {
            throw wrong(word, "at most " + MAX_WILDCARDS + " wildcards");
        }
        return new Criterion.Like(new Glob(pattern));
    }

    private static Criterion equal(double value) {
        return between(bound(value, true), bound(value, true));
    }

    private static Criterion between(@Nullable Bound low, @Nullable Bound high) {
        return new Between(low, high);
    }

    private static Bound bound(double value, boolean inclusive) {
        return new Bound(value, inclusive);
    }

    /**
     * Milliseconds since the epoch are exact as a double for longer than times have four digits.
     */
    private static Bound bound(long ms, boolean inclusive) {
        return new Bound((double) ms, inclusive);
    }

    private static double number(Word word) throws QueryException {
        try {
            double value = Double.parseDouble(word.text());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Told below, like an infinite one.
        }
        throw wrong(word, "a number");
    }

    private Times time(Word word) throws QueryException {
        Times times = Times.parse(word.text(), now);
        if (times == null) {
            throw wrong(word, Times.EXPECTED);
        }
        return times;
    }

    private static boolean truth(Word word) throws QueryException {
        return switch (Glob.lower(word.text())) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(word, "true or false");
        };
    }

    private static int rank(Field field, Word word) throws QueryException {
        int rank = field.names().indexOf(Glob.lower(word.text()));
        if (rank < 0) {
            throw wrong(word, "one of " + String.join(", ", field.names()));
        }
        return rank;
    }

    private static Criterion network(Word word) throws QueryException {
        try {
            return new Criterion.InNetwork(Network.ofLiteral(word.text()));
        } catch (IllegalArgumentException _) {
            throw wrong(word, "an address such as 10.1.2.3 or a network such as 10.0.0.0/8");
        }
    }

    private static QueryException unordered(Field field, Word word) {
        return wrong(
                word, "a value without a comparison, because " + field.name() + " has no order");
    }

    private static QueryException wrong(Word word, String expected) {
        return new QueryException(word.at(), expected, word.text());
    }
}
