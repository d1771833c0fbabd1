package dev.tocsin.desk.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param limit the most items
 * @param after the last item of the page before, or null for the first page
 */
public record PageRequest(int limit, @Nullable Cursor after) {

    /** How many items to read: one more than wanted tells whether there is a further page. */
    public int fetch() {
        return limit + 1;
    }

    /** The items of this page, without the one that was read to look ahead. */
    public <T> List<T> items(List<T> fetched) {
        return fetched.size() > limit ? fetched.subList(0, limit) : fetched;
    }

    /** The cursor of the next page, or null when this is the last one. */
    public <T> @Nullable String next(List<T> fetched, Function<T, Cursor> cursor) {
        return fetched.size() > limit ? cursor.apply(fetched.get(limit - 1)).text() : null;
    }
}
