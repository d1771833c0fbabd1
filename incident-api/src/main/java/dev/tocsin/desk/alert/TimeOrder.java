package dev.tocsin.desk.alert;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Alerts in the order of one of their times, and of their ids at the same time. */
final class TimeOrder {
    private final NavigableMap<Stamp, AlertIndex.Entry> entries = new TreeMap<>();
    private final ToLongFunction<AlertIndex.Entry> time;

    /**
     * @param time in milliseconds
     */
    TimeOrder(ToLongFunction<AlertIndex.Entry> time) {
        this.time = time;
    }

    private record Stamp(long ms, String id) implements Comparable<Stamp> {
        @Override
        public int compareTo(Stamp other) {
            int order = Long.compare(ms, other.ms);
            return order == 0 ? id.compareTo(other.id) : order;
        }
    }

    /** The time that it goes by. */
    long timeOf(AlertIndex.Entry entry) {
        return time.applyAsLong(entry);
    }

    /** Puts an entry in the place of the one that was known of the same alert. */
    void replace(AlertIndex.@Nullable Entry known, AlertIndex.Entry entry) {
        if (known != null) {
            entries.remove(stamp(known));
        }
        entries.put(stamp(entry), entry);
    }

    void remove(AlertIndex.Entry entry) {
        entries.remove(stamp(entry));
    }

    /** The oldest; null when there is none. */
    AlertIndex.@Nullable Entry oldest() {
        Map.Entry<Stamp, AlertIndex.Entry> first = entries.firstEntry();
        return first == null ? null : first.getValue();
    }

    /**
     * Those from a time on, in order.
     *
     * @param descending whether the latest comes first
     * @param from the time of the first of them; null for all
     */
    Collection<AlertIndex.Entry> from(boolean descending, @Nullable Number from) {
        if (descending) {
            return (from == null || from.doubleValue() >= Long.MAX_VALUE
                            ? entries
                            : entries.headMap(new Stamp(from.longValue() + 1, ""), false))
                    .descendingMap()
                    .values();
        }
        return (from == null ? entries : entries.tailMap(new Stamp(from.longValue(), ""), true))
                .values();
    }

    private Stamp stamp(AlertIndex.Entry entry) {
        return new Stamp(timeOf(entry), entry.id());
    }
}
