package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.query.Criterion.Between;
import dev.tocsin.desk.query.Criterion.Bound;
import dev.tocsin.desk.query.FieldType;
import dev.tocsin.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of numbers and times. Elasticsearch refuses bounds that a type cannot hold: such a bound
 * is left out, or nothing is found.
 *
 * @param least the least value of the type
 * @param greatest the greatest one
 */
record ElasticRange(double least, double greatest) {
    /** Times with years of four digits. */
    static final ElasticRange TIMES =
            new ElasticRange(
                    Instant.parse("0000-01-01T00:00:00Z").toEpochMilli(),
                    Instant.parse("9999-12-31T23:59:59Z").toEpochMilli());

    private static final double HALF_FLOAT = 65_504;

    /** Nanoseconds in 64 bits. */
    private static final ElasticRange NANOS =
            new ElasticRange(0, Instant.parse("2262-04-11T00:00:00Z").toEpochMilli());

    /** The query of a range. */
    static ObjectNode of(EventField field, Between between) {
        return ofType(field.mapped()).query(field, between.low(), between.high());
    }

    private static ElasticRange ofType(String mapped) {
        return switch (mapped) {
            case "long" -> new ElasticRange(Long.MIN_VALUE, Long.MAX_VALUE);
            case "integer" -> new ElasticRange(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "short" -> new ElasticRange(Short.MIN_VALUE, Short.MAX_VALUE);
            case "byte" -> new ElasticRange(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case "unsigned_long" -> new ElasticRange(0, Long.MAX_VALUE);
            case "float" -> new ElasticRange(-Float.MAX_VALUE, Float.MAX_VALUE);
            case "half_float" -> new ElasticRange(-HALF_FLOAT, HALF_FLOAT);
            case "date" -> TIMES;
            case "date_nanos" -> NANOS;
            default -> new ElasticRange(-Double.MAX_VALUE, Double.MAX_VALUE);
        };
    }

    private ObjectNode query(EventField field, @Nullable Bound low, @Nullable Bound high) {
        boolean above = low != null && low.value() > greatest;
        boolean below = high != null && high.value() < least;
        if (above || below) {
            return ElasticQueries.nothing();
        }
        ObjectNode bounds = Json.object();
        if (low != null && low.value() > least) {
            put(bounds, low.inclusive() ? "gte" : "gt", low.value());
        }
        if (high != null && high.value() < greatest) {
            put(bounds, high.inclusive() ? "lte" : "lt", high.value());
        }
        if (bounds.isEmpty()) {
            return ElasticQueries.exists(field.name());
        }
        if (field.type() == FieldType.DATE) {
            bounds.put("format", "epoch_millis");
        }
        ObjectNode query = Json.object();
        query.putObject("range").set(field.name(), bounds);
        return query;
    }

    private static void put(ObjectNode bounds, String name, double value) {
        if (value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE) {
            bounds.put(name, (long) value);
        } else {
            bounds.put(name, value);
        }
    }
}
