package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Outer;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import java.util.ArrayList;
import java.util.Collections;
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
 * @param carried the groups of the correlations above that it is in, as far as its own value says
 */
public record ExpectedGroup(String groupKey, Map<String, String> group, List<Carried> carried) {
    public ExpectedGroup {
        group = Map.copyOf(group);
        carried = List.copyOf(carried);
    }

    /**
     * The groups that a plan expects, in the order of its list; none for other types.
     *
     * @param rules the rule set that the plan is of
     */
    public static List<ExpectedGroup> of(RuleSet rules, CorrelationPlan plan) {
        if (!(plan.settings() instanceof AbsenceSettings own) || own.expected() == null) {
            return List.of();
        }
        List<ExpectedGroup> groups = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (String whole : own.expected().groups()) {
            String value = Folding.shortened(whole);
            String key = Tuples.join(List.of(Folding.fold(value)));
            if (keys.add(key)) {
                String field = plan.groupBy().getFirst();
                List<Carried> carried = new ArrayList<>();
                carry(rules, plan, field, value, carried);
                groups.add(new ExpectedGroup(key, Map.of(field, value), carried));
            }
        }
        return groups;
    }

    /** Goes up the chain as far as groups are of the same field, or there is only one. */
    private static void carry(
            RuleSet rules, CorrelationPlan inner, String field, String value, List<Carried> all) {
        for (Outer outer : rules.outers(inner.id())) {
            CorrelationPlan plan = outer.plan();
            boolean same =
                    plan.groupBy().stream()
                            .allMatch(entry -> plan.fieldFor(entry, inner.id()).equals(field));
            if (same && all.stream().noneMatch(of -> of.isFor(plan.id(), inner.id()))) {
                List<String> tuple = Collections.nCopies(plan.groupBy().size(), value);
                List<String> folded = tuple.stream().map(Folding::fold).toList();
                all.add(
                        new Carried(
                                plan.id(),
                                inner.id(),
                                Map.of(Tuples.join(folded), Tuples.join(tuple)),
                                List.of()));
                carry(rules, plan, field, value, all);
            }
        }
    }
}
