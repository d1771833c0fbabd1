package dev.tocsin.rules.plan;

import java.util.List;

/**
 * A field as the rule writes it and where it lies in an event.
 *
 * @param name as in the rule
 * @param places dotted paths; the first that has a value wins
 */
public record Field(String name, List<String> places) {
    public Field {
        places = List.copyOf(places);
        if (places.isEmpty()) {
            throw new IllegalArgumentException("Expected a place for " + name + ", but found none");
        }
    }
}
