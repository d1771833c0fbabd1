package dev.tocsin.desk.alert;

import dev.tocsin.desk.query.FacetCounts;
import dev.tocsin.desk.query.Field;
import dev.tocsin.desk.query.Place;
import dev.tocsin.desk.query.Query;
import dev.tocsin.desk.query.QueryPredicate;
import dev.tocsin.desk.query.Selection;
import dev.tocsin.desk.query.SortOrder;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What lists of alerts need to know of them, in memory: the values of their fields, without their
 * documents. A store that reads every document for a list, as the embedded one does, would take
 * seconds at 100,000 alerts; this looks at as many in milliseconds, and takes any filter and order.
 *
 * <p>Whoever reads or writes an alert tells it ({@link #accept}); of one alert the highest version
 * stays, so that the order of telling does not matter. Beyond its limit the oldest alerts leave.
 * Thread-safe.
 */
public final class AlertIndex {
    private static final String INCIDENT = "incident";
    private static final Comparator<Entry> OLDEST_FIRST =
            Comparator.comparingLong(Entry::atMs).thenComparing(Entry::id);

    private final int limit;
    private final Map<String, Entry> byId = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<Entry> byAge = new ConcurrentSkipListSet<>(OLDEST_FIRST);
    private volatile long listedSinceMs = Long.MIN_VALUE;

    /**
     * @param limit the most alerts that it knows
     */
    public AlertIndex(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("Expected at least 1, but found " + limit);
        }
        this.limit = limit;
    }

    /**
     * An alert as lists know it.
     *
     * @param fields the values of its fields
     */
    record Entry(
            String id,
            long atMs,
            long version,
            long updatedAtMs,
            long foldRank,
            Map<String, List<?>> fields)
            implements QueryPredicate.Subject, Row {
        /**
         * Whether this was read at the same time or later. A comment moves the time of the latest
         * change, and a fold its rank, but not the version; none of them ever goes back.
         */
        boolean isAtLeast(StoredAlert other) {
            return version >= other.version()
                    && foldRank >= other.fold().rank()
                    && updatedAtMs >= other.updatedAtMs();
        }

        @Override
        public @Nullable String text(String field) {
            List<?> values = fields.getOrDefault(field, List.of());
            return values.isEmpty() ? null : values.getFirst().toString();
        }

        @Override
        public @Nullable Long time(String field) {
            List<?> values = fields.getOrDefault(field, List.of());
            return values.isEmpty() ? null : ((Number) values.getFirst()).longValue();
        }

        @Override
        public List<?> values(Field field) {
            return fields.getOrDefault(field.path(), List.of());
        }
    }

    /** An alert as figures know it. */
    public interface Row {
        /** The first value of a field; null when it has none. */
        @Nullable String text(String field);

        /** The time of a field, in milliseconds; null when it has none. */
        @Nullable Long time(String field);
    }

    /** Hands over every alert that it knows. */
    public void forEach(Consumer<Row> each) {
        byId.values().forEach(each);
    }

    /** Whether it knows all alerts that there are. */
    public boolean isComplete() {
        return listedSinceMs == Long.MIN_VALUE;
    }

    /** What an entry is to those who must not know of some incidents. */
    private static Entry seen(Entry entry, Set<String> hidden) {
        if (hidden.isEmpty()
                || entry.fields().getOrDefault(INCIDENT, List.of()).stream()
                        .noneMatch(hidden::contains)) {
            return entry;
        }
        Map<String, List<?>> fields = new HashMap<>(entry.fields());
        fields.put(INCIDENT, List.of());
        return new Entry(
                entry.id(),
                entry.atMs(),
                entry.version(),
                entry.updatedAtMs(),
                entry.foldRank(),
                fields);
    }

    /** Takes an alert in, unless a later version is known. */
    public void accept(StoredAlert alert) {
        if (alert.atMs() < listedSinceMs || isKnown(alert)) {
            return;
        }
        Entry entry =
                new Entry(
                        alert.id(),
                        alert.atMs(),
                        alert.version(),
                        alert.updatedAtMs(),
                        alert.fold().rank(),
                        AlertFields.of(alert, alert.toJson()));
        byId.compute(
                alert.id(),
                (_, known) -> {
                    if (known != null && known.isAtLeast(alert)) {
                        return known;
                    }
                    if (known != null) {
                        byAge.remove(known);
                    }
                    byAge.add(entry);
                    return entry;
                });
        trim();
    }

    /** Most alerts are read again and again as they are: their document need not be looked into. */
    private boolean isKnown(StoredAlert alert) {
        Entry known = byId.get(alert.id());
        return known != null && known.isAtLeast(alert);
    }

    /** How many alerts it knows. */
    public int size() {
        return byId.size();
    }

    /** The time of the oldest alert that is listed for sure; null when all are. */
    @Nullable Long listedSinceMs() {
        long since = listedSinceMs;
        return since == Long.MIN_VALUE ? null : since;
    }

    /**
     * The first alerts after a place that the filter wants, in an order.
     *
     * @param hidden incidents that neither the filter nor the order may know of
     */
    List<Selection.Found<String>> list(
            Query query, SortOrder order, @Nullable Place after, int most, Set<String> hidden) {
        Predicate<QueryPredicate.Subject> wanted = QueryPredicate.of(query);
        Selection<String> selection = new Selection<>(order, after, most);
        for (Entry known : byId.values()) {
            Entry entry = seen(known, hidden);
            if (wanted.test(entry)) {
                selection.offer(entry.id(), entry.id(), entry);
            }
        }
        return selection.inOrder();
    }

    /** How often each value of each field occurs among the alerts that the filter wants. */
    FacetCounts facets(Query query, Collection<Field> fields, Set<String> hidden) {
        Predicate<QueryPredicate.Subject> wanted = QueryPredicate.of(query);
        FacetCounts facets = new FacetCounts(fields);
        for (Entry known : byId.values()) {
            Entry entry = seen(known, hidden);
            if (wanted.test(entry)) {
                facets.add(entry);
            }
        }
        return facets;
    }

    private void trim() {
        while (byId.size() > limit) {
            Entry oldest = byAge.pollFirst();
            if (oldest == null) {
                return;
            }
            byId.remove(oldest.id(), oldest);
            listedSinceMs = Math.max(listedSinceMs, oldest.atMs() + 1);
        }
    }
}
