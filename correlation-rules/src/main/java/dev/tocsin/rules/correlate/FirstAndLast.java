package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The first and the last {@value #SHOWN} of many, in order; what lies between is forgotten. Changed
 * in place.
 *
 * @param <T> immutable
 */
final class FirstAndLast<T> {
    /** How many are kept from each end. */
    static final int SHOWN = 50;

    private final Comparator<T> order;
    private final List<T> head;
    private final List<T> tail;

    /**
     * @param head the first of them
     * @param tail the last of those that are not in the head
     */
    FirstAndLast(Comparator<T> order, List<T> head, List<T> tail) {
        this.order = order;
        this.head = new ArrayList<>(head);
        this.tail = new ArrayList<>(tail);
    }

    List<T> head() {
        return head;
    }

    List<T> tail() {
        return tail;
    }

    /** There must be one. */
    T first() {
        return head.getFirst();
    }

    /** There must be one. */
    T last() {
        return tail.isEmpty() ? head.getLast() : tail.getLast();
    }

    /** All that are kept, in order. */
    List<T> all() {
        List<T> all = new ArrayList<>(head);
        all.addAll(tail);
        return all;
    }

    void addAll(FirstAndLast<T> other) {
        other.head.forEach(this::add);
        other.tail.forEach(this::add);
    }

    void add(T one) {
        if (head.size() < SHOWN || order.compare(one, head.getLast()) < 0) {
            insert(one, head);
            if (head.size() > SHOWN) {
                insert(head.removeLast(), tail);
            }
        } else {
            insert(one, tail);
        }
        if (tail.size() > SHOWN) {
            tail.removeFirst();
        }
    }

    private void insert(T one, List<T> sorted) {
        int at = sorted.size();
        while (at > 0 && order.compare(sorted.get(at - 1), one) > 0) {
            at--;
        }
        sorted.add(at, one);
    }
}
