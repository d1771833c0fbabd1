package dev.tocsin.rules.correlate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code value_count}: when each value was seen last, in a list by that time. A value leaves at the
 * front when the frame has passed it.
 */
final class DistinctIndex implements FrameIndex {
    private final Map<String, Sighting> byValue = new HashMap<>();
    private final Sighting end = new Sighting("", Long.MAX_VALUE);
    private final RecentValues recent = new RecentValues();
    private final long timespanMs;

    DistinctIndex(long timespanMs) {
        this.timespanMs = timespanMs;
    }

    @Override
    public void add(long timeMs, @Nullable Entry entry) {
        if (entry != null) {
            for (String value : entry.values()) {
                see(value, timeMs);
            }
        }
    }

    @Override
    public boolean addLate(long timeMs, @Nullable Entry entry) {
        add(timeMs, entry);
        recent.raiseSince(timeMs, entry == null ? 0 : entry.values().size());
        return true;
    }

    private void see(String value, long timeMs) {
        Sighting sighting = byValue.get(value);
        if (sighting == null) {
            sighting = new Sighting(value, timeMs);
            byValue.put(value, sighting);
        } else if (sighting.timeMs >= timeMs) {
            return;
        } else {
            sighting.unlink();
            sighting.timeMs = timeMs;
        }
        Sighting before = end.previous;
        while (before != end && before.timeMs > timeMs) {
            before = before.previous;
        }
        sighting.linkBehind(before);
    }

    @Override
    public double value(long endMs) {
        long fromMs = endMs - timespanMs;
        Sighting first = end.next;
        while (first != end && first.timeMs < fromMs) {
            byValue.remove(first.value);
            first.unlink();
            first = end.next;
        }
        return byValue.size();
    }

    @Override
    public void remember(long endMs, double value) {
        recent.add(endMs, (long) value);
    }

    @Override
    public double atMost(long timeMs) {
        return recent.greatestSince(timeMs);
    }

    /** A value in the list; the list is a ring through its end. */
    private static final class Sighting {
        private final String value;
        private long timeMs;
        private Sighting previous = this;
        private Sighting next = this;

        Sighting(String value, long timeMs) {
            this.value = value;
            this.timeMs = timeMs;
        }

        void unlink() {
            previous.next = next;
            next.previous = previous;
        }

        void linkBehind(Sighting before) {
            previous = before;
            next = before.next;
            before.next.previous = this;
            before.next = this;
        }
    }
}
