package dev.tocsin.desk.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The first items after a place in an order, of however many are offered: it keeps no more than are
 * wanted.
 */
public final class Selection<T> {
    private final SortOrder order;
    private final Comparator<Found<T>> byPlace;
    private final @Nullable Place after;
    private final int most;
    private final PriorityQueue<Found<T>> last;

    /**
     * @param after the last place of the page before; null for the first page
     * @param most how many are wanted
     */
    public Selection(SortOrder order, @Nullable Place after, int most) {
        this.order = order;
        this.after = after;
        this.most = most;
        byPlace = Comparator.comparing(Found::place, order.comparator());
        last = new PriorityQueue<>(byPlace.reversed());
    }

    /** An item with its place. */
    public record Found<T>(T item, Place place) {}

    /** Takes an item in, if it is among the first. */
    public void offer(T item, String id, QueryPredicate.Subject subject) {
        Found<T> worst = isFull() ? last.peek() : null;
        boolean isAmong =
                (after == null || order.compare(subject, id, after) > 0)
                        && (worst == null || order.compare(subject, id, worst.place()) < 0);
        if (isAmong) {
            last.add(new Found<>(item, order.place(subject, id)));
            if (last.size() > most) {
                last.poll();
            }
        }
    }

    /** Whether there are as many as are wanted; better ones still take the place of others. */
    public boolean isFull() {
        return last.size() >= most;
    }

    /** Those that were the first. */
    public List<Found<T>> inOrder() {
        List<Found<T>> found = new ArrayList<>(last);
        found.sort(byPlace);
        return found;
    }
}
