package dev.tocsin.desk.alert;

import dev.tocsin.desk.query.FacetCounts;
import dev.tocsin.desk.query.Field;
import dev.tocsin.desk.query.Place;
import dev.tocsin.desk.query.Query;
import dev.tocsin.desk.query.QueryPredicate;
import dev.tocsin.desk.query.Selection;
import dev.tocsin.desk.query.SortOrder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
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

    /**
     * At how many alerts a list looks in the order of their times before it looks at all: most
     * pages are full by then, and the others become hardly slower.
     */
    private static final int MAX_WALK = 5_000;

    private final int limit;
    private final Map<String, Entry> byId = new ConcurrentHashMap<>();

    /** Guards the orders, and that they have what is known by id. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private final TimeOrder byAge = new TimeOrder(Entry::atMs);
    private final TimeOrder byUpdate = new TimeOrder(Entry::updatedAtMs);
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
            String id, long atMs, long version, long updatedAtMs, long foldRank, AlertValues fields)
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
            List<?> values = fields.of(field);
            return values.isEmpty() ? null : values.getFirst().toString();
        }

        @Override
        public @Nullable Long time(String field) {
            List<?> values = fields.of(field);
            return values.isEmpty() ? null : ((Number) values.getFirst()).longValue();
        }

        @Override
        public List<?> values(Field field) {
            return fields.values(field);
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
        if (hidden.isEmpty() || entry.fields().of(INCIDENT).stream().noneMatch(hidden::contains)) {
            return entry;
        }
        return new Entry(
                entry.id(),
                entry.atMs(),
                entry.version(),
                entry.updatedAtMs(),
                entry.foldRank(),
                entry.fields().without(INCIDENT));
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
        lock.writeLock().lock();
        try {
            Entry known = byId.get(alert.id());
            if (known == null || !known.isAtLeast(alert)) {
                byId.put(alert.id(), entry);
                byAge.replace(known, entry);
                byUpdate.replace(known, entry);
                trim();
            }
        } finally {
            lock.writeLock().unlock();
        }
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
        Selection<String> soon = walked(wanted, order, after, most, hidden);
        if (soon != null) {
            return soon.inOrder();
        }
        Selection<String> selection = new Selection<>(order, after, most);
        byId.values().forEach(known -> offer(selection, wanted, seen(known, hidden)));
        return selection.inOrder();
    }

    /** The same, when the order begins with a time and the page is full soon; else null. */
    private @Nullable Selection<String> walked(
            Predicate<QueryPredicate.Subject> wanted,
            SortOrder order,
            @Nullable Place after,
            int most,
            Set<String> hidden) {
        TimeOrder times = times(order);
        Object from = after == null ? null : after.values().getFirst();
        if (times == null || most > MAX_WALK || (after != null && !(from instanceof Number))) {
            return null;
        }
        Selection<String> selection = new Selection<>(order, after, most);
        lock.readLock().lock();
        try {
            int looked = 0;
            long fullAt = 0;
            for (Entry known : times.from(order.keys().getFirst().descending(), (Number) from)) {
                if (selection.isFull() && times.timeOf(known) != fullAt) {
                    return selection;
                }
                if (++looked > MAX_WALK) {
                    return null;
                }
                offer(selection, wanted, seen(known, hidden));
                fullAt = times.timeOf(known);
            }
            return selection;
        } finally {
            lock.readLock().unlock();
        }
    }

    private @Nullable TimeOrder times(SortOrder order) {
        return order.keys().isEmpty()
                ? null
                : switch (order.keys().getFirst().field().path()) {
                    case "at" -> byAge;
                    case "updated_at" -> byUpdate;
                    default -> null;
                };
    }

    private static void offer(
            Selection<String> selection, Predicate<QueryPredicate.Subject> wanted, Entry entry) {
        if (wanted.test(entry)) {
            selection.offer(entry.id(), entry.id(), entry);
        }
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
            Entry oldest = byAge.oldest();
            if (oldest == null) {
                return;
            }
            byId.remove(oldest.id());
            byAge.remove(oldest);
            byUpdate.remove(oldest);
            listedSinceMs = Math.max(listedSinceMs, oldest.atMs() + 1);
        }
    }
}
