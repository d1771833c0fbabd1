package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The events of an episode: how many, and references to the {@linkplain FirstAndLast first and
 * last} in the order of time and, within equal times, of event ids. What lies between is only
 * counted.
 */
final class Evidence {
    static final Comparator<EventRef> ORDER =
            Comparator.comparingLong(EventRef::timeMs).thenComparing(EventRef::id);

    private final FirstAndLast<EventRef> refs;
    private final List<EventRef> behind;
    private long count;

    /**
     * @param head the first of them, at least one
     * @param tail the last of those that are not in the head
     */
    Evidence(long count, List<EventRef> head, List<EventRef> tail) {
        this(count, head, tail, List.of());
    }

    private Evidence(long count, List<EventRef> head, List<EventRef> tail, List<EventRef> behind) {
        this.count = count;
        this.refs = new FirstAndLast<>(ORDER, head, tail);
        this.behind = List.copyOf(behind);
    }

    /** The same, of results of other correlations: these events are shown instead. */
    Evidence shownAs(List<EventRef> events) {
        return new Evidence(count, head(), tail(), events);
    }

    static Evidence of(EventRef ref) {
        return new Evidence(Presence.isNoEvent(ref) ? 0 : 1, List.of(ref), List.of());
    }

    Evidence copy() {
        return new Evidence(count, head(), tail(), behind);
    }

    long count() {
        return count;
    }

    List<EventRef> head() {
        return refs.head();
    }

    List<EventRef> tail() {
        return refs.tail();
    }

    /** What is shown instead of the references; empty for nothing. */
    List<EventRef> behind() {
        return behind;
    }

    EventRef first() {
        return refs.first();
    }

    EventRef last() {
        return refs.last();
    }

    /** The references in order, without what lies between. */
    List<EventRef> shown() {
        List<EventRef> shown = behind.isEmpty() ? refs.all() : new ArrayList<>(behind);
        shown.removeIf(Presence::isNoEvent);
        return shown;
    }

    /** Adds an event. */
    void add(EventRef ref) {
        refs.add(ref);
        count += Presence.isNoEvent(ref) ? 0 : 1;
    }

    /** Adds all events of another episode, which share none with this. */
    void add(Evidence other) {
        refs.addAll(other.refs);
        count += other.count;
    }
}
