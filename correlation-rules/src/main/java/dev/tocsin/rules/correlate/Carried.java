package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an event knows of a correlation above the one that it contributes to.
 *
 * @param outer id of the correlation above
 * @param inner id of the correlation in its list through which it is reached
 * @param groups the groups of the outer that the event is in: folded tuple to the tuple as spelled
 * @param values what it adds to the outer's values, as spelled
 */
public record Carried(String outer, String inner, Map<String, String> groups, List<String> values) {
    public Carried {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        values = List.copyOf(values);
    }

    /** Whether it is of that correlation, reached through that inner one. */
    boolean isFor(String outerId, String innerId) {
        return outer.equals(outerId) && inner.equals(innerId);
    }

    /** With further groups, as many as an event can be in. */
    Carried plus(Map<String, String> moreGroups) {
        Map<String, String> all = new LinkedHashMap<>(groups);
        moreGroups.forEach(
                (folded, spelled) -> {
                    if (all.size() < Contributions.MAX_GROUPS) {
                        all.putIfAbsent(folded, spelled);
                    }
                });
        return new Carried(outer, inner, all, values);
    }

    /** With other values. */
    Carried with(List<String> others) {
        return new Carried(outer, inner, groups, others);
    }

    /** With these values if it has none. */
    Carried orValues(List<String> others) {
        return values.isEmpty() ? with(others) : this;
    }

    /** With what another event carries of the same correlation. */
    Carried plus(Carried other) {
        List<String> all = new ArrayList<>(values);
        all.addAll(other.values);
        return new Carried(outer, inner, plus(other.groups).groups(), all);
    }
}
