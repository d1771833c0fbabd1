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
    private final Comparator<Place> comparator;
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
        comparator = order.comparator();
        byPlace = Comparator.comparing(Found::place, comparator);
        last = new PriorityQueue<>(byPlace.reversed());
    }

    /** An item with its place. */
    public record Found<T>(T item, Place place) {}

    /** Takes an item in, if it is among the first. */
    public void offer(T item, String id, QueryPredicate.Subject subject) {
        Place place = order.place(subject, id);
        if (after != null && comparator.compare(place, after) <= 0) {
            return;
        }
        Found<T> worst = last.peek();
        if (worst == null || last.size() < most || comparator.compare(place, worst.place()) < 0) {
            last.add(new Found<>(item, place));
            if (last.size() > most) {
                last.poll();
            }
        }
    }

    /** Those that were the first. */
    public List<Found<T>> inOrder() {
        List<Found<T>> found = new ArrayList<>(last);
        found.sort(byPlace);
        return found;
    }
}
