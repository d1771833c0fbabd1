package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an event gives to correlations: for each correlation that a matching rule feeds, one
 * contribution for each group that the event is in.
 *
 * <p>An event in which a group-by field is absent, null or an object is in no group. Of a list it
 * is in each element's group, in at most {@value #MAX_GROUPS} of one correlation.
 */
public final class Contributions {
    /** How many groups of one correlation an event can be in. */
    public static final int MAX_GROUPS = 50;

    /** How many values, or tuples, an event can add to one group. */
    public static final int MAX_VALUES = 100;

    private Contributions() {}

    /**
     * The contributions of an event, in the order of the rule set's correlations.
     *
     * @param matches every rule of the set that matched the event
     */
    public static List<Contribution> of(
            RuleSet rules, JsonNode event, EventRef ref, List<RuleMatch> matches) {
        if (matches.isEmpty()) {
            return List.of();
        }
        List<Contribution> all = new ArrayList<>();
        Map<String, String> context = null;
        for (CorrelationPlan plan : rules.correlations()) {
            for (Draft draft : drafts(plan, event, matches)) {
                context = context == null ? EventContext.of(event) : context;
                all.add(draft.finish(plan, ref, context));
            }
        }
        return all;
    }

    private static Iterable<Draft> drafts(
            CorrelationPlan plan, JsonNode event, List<RuleMatch> matches) {
        Map<String, Draft> byGroup = new LinkedHashMap<>();
        for (RuleMatch match : matches) {
            long positions = positions(plan, match.rule().id());
            if (positions != 0) {
                addGroups(plan, event, match, positions, byGroup);
            }
        }
        return byGroup.values();
    }

    private static long positions(CorrelationPlan plan, String ruleId) {
        long positions = 0;
        for (int i = 0; i < plan.ruleIds().size(); i++) {
            positions |= plan.ruleIds().get(i).equals(ruleId) ? 1L << i : 0;
        }
        return positions;
    }

    private static void addGroups(
            CorrelationPlan plan,
            JsonNode event,
            RuleMatch match,
            long positions,
            Map<String, Draft> byGroup) {
        boolean counts = countsValues(plan.type());
        FieldTuples fields = new FieldTuples(plan, match.rule(), event);
        Map<String, String> values = counts ? fields.tuples(plan.fields(), MAX_VALUES) : Map.of();
        if (counts && values.isEmpty()) {
            return;
        }
        fields.tuples(plan.groupBy(), MAX_GROUPS)
                .forEach(
                        (folded, group) -> {
                            Draft draft = byGroup.get(folded);
                            if (draft == null && byGroup.size() < MAX_GROUPS) {
                                draft = new Draft(folded, group, match.predicates());
                                byGroup.put(folded, draft);
                            }
                            if (draft != null) {
                                draft.add(positions, values);
                            }
                        });
    }

    private static boolean countsValues(CorrelationType type) {
        return type == CorrelationType.VALUE_COUNT || type == CorrelationType.NEW_VALUE;
    }

    /** A contribution in the making: further rules that matched add to it. */
    private static final class Draft {
        private final String groupKey;
        private final String group;
        private final List<MatchedPredicate> predicates;
        private final Map<String, String> values = new LinkedHashMap<>();
        private long positions;

        Draft(String groupKey, String group, List<MatchedPredicate> predicates) {
            this.groupKey = groupKey;
            this.group = group;
            this.predicates = predicates;
        }

        void add(long morePositions, Map<String, String> moreValues) {
            positions |= morePositions;
            moreValues.forEach(values::putIfAbsent);
        }

        Contribution finish(CorrelationPlan plan, EventRef ref, Map<String, String> context) {
            Map<String, String> display = new LinkedHashMap<>();
            List<String> parts = Tuples.split(group);
            for (int i = 0; i < plan.groupBy().size(); i++) {
                display.put(plan.groupBy().get(i), parts.get(i));
            }
            return new Contribution(
                    plan.id(),
                    groupKey,
                    display,
                    positions,
                    List.copyOf(values.values()),
                    ref,
                    context,
                    predicates);
        }
    }
}
