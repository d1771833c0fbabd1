package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an episode shows of its events.
 *
 * @param group the group values as the earliest event spells them
 * @param context for each field its distinct values, at most {@value #MAX_VALUES}
 * @param predicates what matched in the event that completed the first emission
 * @param late whether an event out of time order took part
 */
record Portrait(
        Map<String, String> group,
        Map<String, List<String>> context,
        List<MatchedPredicate> predicates,
        boolean late) {
    /** How many values of one field are shown. */
    static final int MAX_VALUES = 20;

    static Portrait of(Detail detail) {
        Map<String, List<String>> context = new LinkedHashMap<>();
        detail.context().forEach((field, value) -> context.put(field, List.of(value)));
        return new Portrait(detail.group(), context, detail.predicates(), detail.late());
    }

    Portrait withPredicates(List<MatchedPredicate> matched) {
        return new Portrait(group, context, matched, late);
    }

    Portrait withLate(boolean newLate) {
        return new Portrait(group, context, predicates, newLate);
    }

    /**
     * With what another one shows.
     *
     * @param otherIsEarlier whether the other one has the earliest event
     */
    Portrait plus(Portrait other, boolean otherIsEarlier) {
        Map<String, List<String>> merged = new LinkedHashMap<>(context);
        other.context.forEach((field, values) -> merged.merge(field, values, Portrait::union));
        return new Portrait(
                otherIsEarlier ? other.group : group, merged, predicates, late || other.late);
    }

    private static List<String> union(List<String> some, List<String> more) {
        if (some.containsAll(more)) {
            return some;
        }
        List<String> union = new ArrayList<>(some);
        for (String value : more) {
            if (union.size() < MAX_VALUES && !union.contains(value)) {
                union.add(value);
            }
        }
        return union;
    }
}
