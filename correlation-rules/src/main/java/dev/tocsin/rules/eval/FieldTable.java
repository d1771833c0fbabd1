package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a rule set by number; fields that lie in the same places are one. */
final class FieldTable {
    private static final int[] NO_FIELDS = {};

    private final PlaceTree places = new PlaceTree();
    private final Map<List<String>, Integer> numbers = new HashMap<>();
    private final List<int[]> placesOf = new ArrayList<>();
    private final List<int[]> fieldsAt = new ArrayList<>();

    PlaceTree places() {
        return places;
    }

    int size() {
        return placesOf.size();
    }

    /** The number of a field, which is added if it is new. */
    int field(Field field) {
        Integer known = numbers.get(field.places());
        if (known != null) {
            return known;
        }
        int number = placesOf.size();
        numbers.put(field.places(), number);
        int[] own = new int[field.places().size()];
        for (int i = 0; i < own.length; i++) {
            own[i] = places.place(field.places().get(i));
            addField(own[i], number);
        }
        placesOf.add(own);
        return number;
    }

    /** The places of a field, best first. */
    int[] placesOf(int field) {
        return placesOf.get(field);
    }

    /** The fields that look at a place. */
    int[] fieldsAt(int place) {
        return place < fieldsAt.size() ? fieldsAt.get(place) : NO_FIELDS;
    }

    private void addField(int place, int field) {
        while (fieldsAt.size() <= place) {
            fieldsAt.add(NO_FIELDS);
        }
        int[] known = fieldsAt.get(place);
        int[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = field;
        fieldsAt.set(place, more);
    }
}
