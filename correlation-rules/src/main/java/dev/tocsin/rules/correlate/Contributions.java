package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.Feed;
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
     * The contributions of an event, in the order of the matches.
     *
     * @param matches every rule of the set that matched the event
     */
    public static List<Contribution> of(
            RuleSet rules, JsonNode event, EventRef ref, List<RuleMatch> matches) {
        if (matches.isEmpty()) {
            return List.of();
        }
        Map<String, Map<String, Draft>> drafts = new LinkedHashMap<>();
        for (RuleMatch match : matches) {
            for (Feed feed : rules.feeds(match.rule().id())) {
                addGroups(
                        feed,
                        event,
                        match,
                        drafts.computeIfAbsent(
                                feed.correlation().id(), _ -> new LinkedHashMap<>()));
            }
        }
        return finish(drafts, event, ref);
    }

    private static List<Contribution> finish(
            Map<String, Map<String, Draft>> drafts, JsonNode event, EventRef ref) {
        List<Contribution> all = new ArrayList<>();
        Map<String, String> context = drafts.isEmpty() ? Map.of() : EventContext.of(event);
        for (Map<String, Draft> groups : drafts.values()) {
            groups.values().forEach(draft -> all.add(draft.finish(ref, context)));
        }
        return all;
    }

    private static void addGroups(
            Feed feed, JsonNode event, RuleMatch match, Map<String, Draft> byGroup) {
        boolean counts = countsValues(feed.correlation().type());
        Map<String, String> values =
                counts ? FieldTuples.of(event, feed.values(), MAX_VALUES) : Map.of();
        if (counts && values.isEmpty()) {
            return;
        }
        FieldTuples.of(event, feed.groupBy(), MAX_GROUPS)
                .forEach(
                        (folded, group) -> {
                            Draft draft = byGroup.get(folded);
                            if (draft == null && byGroup.size() < MAX_GROUPS) {
                                draft =
                                        new Draft(
                                                feed.correlation(),
                                                folded,
                                                group,
                                                match.predicates());
                                byGroup.put(folded, draft);
                            }
                            if (draft != null) {
                                draft.add(feed.positions(), values);
                            }
                        });
    }

    private static boolean countsValues(CorrelationType type) {
        return type == CorrelationType.VALUE_COUNT || type == CorrelationType.NEW_VALUE;
    }

    /** A contribution in the making: further rules that matched add to it. */
    private static final class Draft {
        private final CorrelationPlan plan;
        private final String groupKey;
        private final String group;
        private final List<MatchedPredicate> predicates;
        private final Map<String, String> values = new LinkedHashMap<>();
        private long positions;

        Draft(
                CorrelationPlan plan,
                String groupKey,
                String group,
                List<MatchedPredicate> predicates) {
            this.plan = plan;
            this.groupKey = groupKey;
            this.group = group;
            this.predicates = predicates;
        }

        void add(long morePositions, Map<String, String> moreValues) {
            positions |= morePositions;
            moreValues.forEach(values::putIfAbsent);
        }

        Contribution finish(EventRef ref, Map<String, String> context) {
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
