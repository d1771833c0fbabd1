package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an episode shows of its events. */
final class Portrait {
    /** How many values of one field are shown. */
    static final int MAX_VALUES = 20;

    private final Map<String, List<String>> context;
    private Map<String, String> group;
    private List<MatchedPredicate> predicates;
    private boolean late;

    /**
     * @param group the group values as the earliest event spells them
     * @param context for each field its distinct values, at most {@value #MAX_VALUES}
     * @param predicates what matched in the event that completed the first emission
     * @param late whether an event out of time order took part
     */
    Portrait(
            Map<String, String> group,
            Map<String, List<String>> context,
            List<MatchedPredicate> predicates,
            boolean late) {
        this.group = group;
        this.context = context;
        this.predicates = predicates;
        this.late = late;
    }

    static Portrait of(Detail detail) {
        Portrait portrait =
                new Portrait(
                        detail.group(), new LinkedHashMap<>(), detail.predicates(), detail.late());
        detail.context().forEach(portrait::show);
        return portrait;
    }

    Portrait copy() {
        Map<String, List<String>> copied = new LinkedHashMap<>();
        context.forEach((field, values) -> copied.put(field, new ArrayList<>(values)));
        return new Portrait(group, copied, predicates, late);
    }

    Map<String, String> group() {
        return group;
    }

    Map<String, List<String>> context() {
        return context;
    }

    /** Of each field the first value that was seen. */
    Map<String, String> firstValues() {
        Map<String, String> first = new LinkedHashMap<>();
        context.forEach((field, values) -> first.put(field, values.getFirst()));
        return first;
    }

    List<MatchedPredicate> predicates() {
        return predicates;
    }

    boolean late() {
        return late;
    }

    void setPredicates(List<MatchedPredicate> matched) {
        predicates = matched;
    }

    void setLate(boolean newLate) {
        late = newLate;
    }

    /**
     * Adds an event.
     *
     * @param isEarliest whether it is earlier than all before
     */
    void add(Detail detail, boolean isEarliest) {
        detail.context().forEach(this::show);
        group = isEarliest ? detail.group() : group;
        late |= detail.late();
    }

    /**
     * Adds what another one shows.
     *
     * @param otherIsEarlier whether the other one has the earliest event
     */
    void add(Portrait other, boolean otherIsEarlier) {
        other.context.forEach((field, values) -> values.forEach(value -> show(field, value)));
        group = otherIsEarlier ? other.group : group;
        late |= other.late;
    }

    private void show(String field, String value) {
        List<String> values = context.get(field);
        if (values == null) {
            values = new ArrayList<>(1);
            context.put(field, values);
        }
        if (values.size() < MAX_VALUES && !values.contains(value)) {
            values.add(value);
        }
    }
}
