package dev.tocsin.desk.stream;

import dev.tocsin.desk.alert.AlertFilter;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.IncidentFilter;
import dev.tocsin.desk.incident.custom.CustomFields;
import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.QueryPredicate.Subject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants to be told.
 *
 * @param types kinds of messages
 * @param queries what alerts and incidents must be like, by kind
 * @param incident the one incident that messages must be about; null for any
 */
record StreamFilter(
        Set<StreamType> types,
        Map<StreamType, Predicate<Subject>> queries,
        @Nullable String incident) {
    /** The parameters that this reads. */
    static final Set<String> PARAMETERS = Set.of("types", "q", "incident");

    /** Everything. */
    static final StreamFilter ALL =
            new StreamFilter(EnumSet.allOf(StreamType.class), Map.of(), null);

    private static final int MAX_INCIDENT = 64;

    StreamFilter {
        types = Set.copyOf(types);
        queries = Map.copyOf(queries);
    }

    /** A filter of one kind of thing. */
    private interface Language {
        Predicate<Subject> parse(String filter, Instant now) throws QueryException;
    }

    /** Reads the parameters; faults are told by {@link QueryParams#check}. */
    static StreamFilter of(QueryParams params, Supplier<CustomFields> custom, Instant now) {
        Set<StreamType> types = types(params);
        String incident = params.one("incident");
        if (incident != null && incident.length() > MAX_INCIDENT) {
            params.fault("incident", "Expected the id of an incident, but found a longer text");
        }
        String filter = params.one("q");
        if (filter == null) {
            return new StreamFilter(types, Map.of(), incident);
        }
        Map<StreamType, Predicate<Subject>> queries = queries(params, filter, types, custom, now);
        Set<StreamType> left = EnumSet.copyOf(types);
        left.removeIf(type -> hasFields(type) && !queries.containsKey(type));
        return new StreamFilter(left, queries, incident);
    }

    /** Whether a message is wanted; one that is about nothing always is. */
    boolean wants(@Nullable Told told) {
        if (told == null) {
            return true;
        }
        if (!types.contains(told.type()) || !isAboutIncident(told)) {
            return false;
        }
        Predicate<Subject> query = queries.get(told.type());
        Subject fields = query == null ? null : told.fields();
        return query == null || fields == null || query.test(fields);
    }

    private boolean isAboutIncident(Told told) {
        return incident == null
                || told.type() == StreamType.HEALTH
                || incident.equals(told.incident());
    }

    private static Set<StreamType> types(QueryParams params) {
        List<String> names = params.names("types", StreamType.class);
        Set<StreamType> types = EnumSet.noneOf(StreamType.class);
        names.stream()
                .map(name -> Texts.constant(StreamType.class, name))
                .filter(Objects::nonNull)
                .forEach(types::add);
        return types.isEmpty() ? EnumSet.allOf(StreamType.class) : types;
    }

    /**
     * A kind that does not have the filter's fields is left out; when none of the wanted kinds has
     * them, the filter is a fault.
     */
    private static Map<StreamType, Predicate<Subject>> queries(
            QueryParams params,
            String filter,
            Set<StreamType> types,
            Supplier<CustomFields> custom,
            Instant now) {
        Map<StreamType, Predicate<Subject>> queries = new EnumMap<>(StreamType.class);
        QueryException fault = null;
        for (StreamType type : types) {
            Language language = language(type, custom);
            if (language == null) {
                continue;
            }
            try {
                queries.put(type, language.parse(filter, now));
            } catch (QueryException e) {
                fault = fault == null ? e : fault;
            }
        }
        if (queries.isEmpty()) {
            params.fault(
                    "q",
                    fault == null
                            ? "Expected alert or incident among types beside q, but found neither"
                            : String.valueOf(fault.getMessage()));
        }
        return queries;
    }

    private static boolean hasFields(StreamType type) {
        return type == StreamType.ALERT || type == StreamType.INCIDENT;
    }

    private static @Nullable Language language(StreamType type, Supplier<CustomFields> custom) {
        return switch (type) {
            case ALERT -> AlertFilter::of;
            case INCIDENT -> (filter, now) -> IncidentFilter.of(filter, custom.get(), now);
            case PRESENCE, HEALTH -> null;
        };
    }
}
