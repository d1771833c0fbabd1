package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The events of an episode: how many, and references to the first and the last {@value #SHOWN} in
 * the order of time and, within equal times, of event ids. What lies between is only counted.
 *
 * @param count number of events
 * @param head the first of them
 * @param tail the last of those that are not in the head
 */
record Evidence(long count, List<EventRef> head, List<EventRef> tail) {
    /** How many events are shown from each end. */
    static final int SHOWN = 50;

    static final Comparator<EventRef> ORDER =
            Comparator.comparingLong(EventRef::timeMs).thenComparing(EventRef::id);

    static Evidence of(EventRef ref) {
        return new Evidence(1, List.of(ref), List.of());
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
        return shown;
    }

    /** With one more event. */
    Evidence plus(EventRef ref) {
        List<EventRef> newHead = new ArrayList<>(head);
        List<EventRef> newTail = new ArrayList<>(tail);
        place(ref, newHead, newTail);
        return new Evidence(count + 1, newHead, newTail);
    }

    /** With all events of another episode, which share none with this. */
    Evidence plus(Evidence other) {
        List<EventRef> newHead = new ArrayList<>(head);
        List<EventRef> newTail = new ArrayList<>(tail);
        other.head.forEach(ref -> place(ref, newHead, newTail));
        other.tail.forEach(ref -> place(ref, newHead, newTail));
        return new Evidence(count + other.count, newHead, newTail);
    }

    private static void place(EventRef ref, List<EventRef> head, List<EventRef> tail) {
        insert(ref, head);
        if (head.size() > SHOWN) {
            insert(head.removeLast(), tail);
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
