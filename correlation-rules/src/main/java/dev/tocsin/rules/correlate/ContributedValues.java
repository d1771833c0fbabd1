package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.value.FieldPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which values of an event a correlation takes. */
enum ContributedValues {
    /** None. */
    NONE,
    /** Values or tuples, each once without regard to case. */
    DISTINCT,
    /** Every number. */
    NUMBERS,
    /** Where the event was, as {@link GeoPlace#text} writes it. */
    PLACE;

    /** What correlations of that type take. */
    static ContributedValues of(CorrelationPlan plan) {
        return switch (plan.type()) {
            case VALUE_COUNT, NEW_VALUE -> DISTINCT;
            case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> NUMBERS;
            case GEO_VELOCITY -> PLACE;
            case ANOMALY -> plan.fields().isEmpty() ? NONE : NUMBERS;
            case EVENT_COUNT, TEMPORAL, TEMPORAL_ORDERED, ABSENCE, RISK -> NONE;
        };
    }

    /** Whether an event without such a value contributes nothing. */
    boolean isNeeded() {
        return this != NONE;
    }

    /**
     * The values of an event, as spelled, under what tells them apart; at most {@value
     * Contributions#MAX_VALUES}.
     *
     * @param fields for each field the places where it may lie, best first
     */
    Map<String, String> in(JsonNode event, List<List<FieldPath>> fields) {
        return switch (this) {
            case NONE -> Map.of();
            case DISTINCT -> FieldTuples.of(event, fields, Contributions.MAX_VALUES);
            case NUMBERS -> numbers(event, fields);
            case PLACE -> place(event, fields);
        };
    }

    private static Map<String, String> place(JsonNode event, List<List<FieldPath>> fields) {
        GeoPlace place = GeoPlace.in(event, fields);
        return place == null ? Map.of() : Map.of("", place.text());
    }

    /** By their places: if several rules match an event, its numbers still count once. */
    private static Map<String, String> numbers(JsonNode event, List<List<FieldPath>> fields) {
        Map<String, String> numbers = new LinkedHashMap<>();
        for (List<FieldPath> places : fields) {
            for (String text : FieldTuples.scalars(event, places)) {
                String number = Numbers.number(text);
                if (number != null && numbers.size() < Contributions.MAX_VALUES) {
                    numbers.put(Integer.toString(numbers.size()), number);
                }
            }
        }
        return numbers;
    }

    /** The values of an event for a correlation above: of a place, with who was there when. */
    List<String> carried(Collection<String> values, EventRef event) {
        return this == PLACE
                ? values.stream().map(place -> new PlaceInTime(place, event).text()).toList()
                : List.copyOf(values);
    }

    /** The values of several events, as those of one: of places, that of the last event. */
    List<String> together(List<String> values) {
        return switch (this) {
            case NONE -> List.of();
            case NUMBERS -> values;
            case PLACE -> PlaceInTime.last(values);
            case DISTINCT -> distinct(values);
        };
    }

    private static List<String> distinct(List<String> values) {
        Map<String, String> distinct = new LinkedHashMap<>();
        for (String value : values) {
            if (distinct.size() < Contributions.MAX_VALUES) {
                distinct.putIfAbsent(Folding.fold(value), value);
            }
        }
        return new ArrayList<>(distinct.values());
    }
}
