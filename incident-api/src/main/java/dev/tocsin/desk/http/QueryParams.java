package dev.tocsin.desk.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checked reading of the query string. A parameter may be repeated or hold several values separated
 * by commas. Faults are collected: call {@link #check} after the last one was read.
 */
public final class QueryParams {
    /** The largest page. */
    public static final int MAX_LIMIT = 500;

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_VALUES = 50;
    private static final int MAX_LENGTH = 256;

    private final Map<String, List<String>> given;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * @param known the parameters that the route has; any other one is a fault
     */
    public QueryParams(Context ctx, Set<String> known) {
        given = ctx.queryParamMap();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                fault(name, "Expected one of " + String.join(", ", known) + ", but found " + name);
            }
        }
    }

    /** The values of a parameter; empty when it is absent. */
    public List<String> texts(String name) {
        List<String> values =
                given.getOrDefault(name, List.of()).stream()
                        .flatMap(v -> Arrays.stream(v.split(",", -1)))
                        .filter(v -> !v.isBlank())
                        .distinct()
                        .toList();
        if (values.size() > MAX_VALUES || values.stream().anyMatch(v -> v.length() > MAX_LENGTH)) {
            fault(
                    name,
                    "Expected at most "
                            + MAX_VALUES
                            + " values of at most "
                            + MAX_LENGTH
                            + " characters, but found more");
            return List.of();
        }
        return values;
    }

    /** The one value of a parameter, as it is; null when it is absent or empty. */
    public @Nullable String one(String name) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            fault(name, "Expected the parameter once, but found it " + values.size() + " times");
        }
        return values.isEmpty() || values.getFirst().isEmpty() ? null : values.getFirst();
    }

    /** The values of a parameter that takes the names of constants, checked. */
    public <E extends Enum<E>> List<String> names(String name, Class<E> type) {
        List<String> values = texts(name);
        for (String value : values) {
            if (Texts.constant(type, value) == null) {
                fault(name, "Expected one of " + Texts.names(type) + ", but found " + value);
            }
        }
        return values;
    }

    /** A time in ISO 8601, in milliseconds; null when it is absent. */
    public @Nullable Long time(String name) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return null;
        }
        try {
            return Instant.parse(values.getFirst()).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            fault(
                    name,
                    "Expected a time such as 2026-01-01T12:00:00Z, but found " + values.getFirst());
            return null;
        }
    }

    /** The parameters {@code limit} and {@code cursor}. */
    public PageRequest page() {
        return new PageRequest(limit(), cursor());
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException 400 with every fault
     */
    public void check() {
        if (!faults.isEmpty()) {
            throw ProblemException.parameters(faults);
        }
    }

    /** The parameter {@code limit}. */
    public int limit() {
        return number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    }

    /**
     * A number in a range.
     *
     * @param usual what it is when the parameter is absent
     */
    public int number(String name, int usual, int least, int most) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(values.getFirst());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below, like a number out of range.
        }
        fault(name, "Expected " + least + " to " + most + ", but found " + values.getFirst());
        return usual;
    }

    private @Nullable Cursor cursor() {
        List<String> values = given.getOrDefault("cursor", List.of());
        if (values.isEmpty()) {
            return null;
        }
        Cursor cursor = Cursor.parse(values.getFirst());
        if (cursor == null) {
            fault("cursor", "Expected the member next of an earlier page, but found another text");
        }
        return cursor;
    }

    /** Notes that a parameter is wrong. */
    public void fault(String name, String detail) {
        faults.add(new Fault(name, detail));
    }
}
