package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The events of an episode: how many, and references to the first and the last {@value #SHOWN} in
 * the order of time and, within equal times, of event ids. What lies between is only counted.
 */
final class Evidence {
    /** How many events are shown from each end. */
    static final int SHOWN = 50;

    static final Comparator<EventRef> ORDER =
            Comparator.comparingLong(EventRef::timeMs).thenComparing(EventRef::id);

    private final List<EventRef> head;
    private final List<EventRef> tail;
    private long count;

    /**
     * @param head the first of them, at least one
     * @param tail the last of those that are not in the head
     */
    Evidence(long count, List<EventRef> head, List<EventRef> tail) {
        this.count = count;
        this.head = new ArrayList<>(head);
        this.tail = new ArrayList<>(tail);
    }

    static Evidence of(EventRef ref) {
        return new Evidence(Presence.isNoEvent(ref) ? 0 : 1, List.of(ref), List.of());
    }

    Evidence copy() {
        return new Evidence(count, head, tail);
    }

    long count() {
        return count;
    }

    List<EventRef> head() {
        return head;
    }

    List<EventRef> tail() {
        return tail;
    }

    EventRef first() {
        return head.getFirst();
    }

    EventRef last() {
        return tail.isEmpty() ? head.getLast() : tail.getLast();
    }

    /** The references in order, without what lies between. */
    List<EventRef> shown() {
        List<EventRef> shown = new ArrayList<>(head);
        shown.addAll(tail);
        shown.removeIf(Presence::isNoEvent);
        return shown;
    }

    /** Adds an event. */
    void add(EventRef ref) {
        place(ref);
        count += Presence.isNoEvent(ref) ? 0 : 1;
    }

    /** Adds all events of another episode, which share none with this. */
    void add(Evidence other) {
        other.head.forEach(this::place);
        other.tail.forEach(this::place);
        count += other.count;
    }

    private void place(EventRef ref) {
        if (head.size() < SHOWN || ORDER.compare(ref, head.getLast()) < 0) {
            insert(ref, head);
            if (head.size() > SHOWN) {
                insert(head.removeLast(), tail);
            }
        } else {
            insert(ref, tail);
        }
        if (tail.size() > SHOWN) {
            tail.removeFirst();
        }
    }

    private static void insert(EventRef ref, List<EventRef> sorted) {
        int at = sorted.size();
        while (at > 0 && ORDER.compare(sorted.get(at - 1), ref) > 0) {
            at--;
        }
        sorted.add(at, ref);
    }
}
