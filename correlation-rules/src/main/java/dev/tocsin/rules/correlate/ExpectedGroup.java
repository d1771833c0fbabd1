package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A group that an {@code absence} waits for though it was never heard: {@link
 * CorrelationStep#expect} gives it its state.
 *
 * @param groupKey as in {@link Contribution}
 * @param group group-by entry to its value, as the list spells it
 */
public record ExpectedGroup(String groupKey, Map<String, String> group) {
    public ExpectedGroup {
        group = Map.copyOf(group);
    }

    /** The groups that a plan expects, in the order of its list; none for other types. */
    public static List<ExpectedGroup> of(CorrelationPlan plan) {
        if (!(plan.settings() instanceof AbsenceSettings own) || own.expected() == null) {
            return List.of();
        }
        List<ExpectedGroup> groups = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (String value : own.expected().groups()) {
            String key = Tuples.join(List.of(Folding.fold(value)));
            if (keys.add(key)) {
                groups.add(new ExpectedGroup(key, Map.of(plan.groupBy().getFirst(), value)));
            }
        }
        return groups;
    }
}
