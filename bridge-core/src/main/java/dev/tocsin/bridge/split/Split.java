package dev.tocsin.bridge.split;

import java.util.List;

/** What a body was split into. */
public sealed interface Split {
    /** The items, in the body's order. */
    record Items(List<Item> items) implements Split {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** More items than the limit; none was taken. */
    record TooMany(int limit) implements Split {}
}
