package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.Feed;
import dev.tocsin.rules.plan.OuterFeed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A contribution in the making: further rules that matched the event add to it. */
final class ContributionDraft {
    private final CorrelationPlan plan;
    private final String groupKey;
    private final String group;
    private final List<MatchedPredicate> predicates;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Carried> carried = new ArrayList<>(0);
    private long positions;

    ContributionDraft(
            CorrelationPlan plan,
            String groupKey,
            String group,
            List<MatchedPredicate> predicates) {
        this.plan = plan;
        this.groupKey = groupKey;
        this.group = group;
        this.predicates = predicates;
    }

    void add(Feed feed, Map<String, String> moreValues, JsonNode event, EventRef ref) {
        positions |= feed.positions();
        moreValues.forEach(values::putIfAbsent);
        for (OuterFeed outer : feed.outers()) {
            carry(outer, event, ref);
        }
    }

    /** Another rule that matched may see the groups of an outer correlation in other fields. */
    private void carry(OuterFeed outer, JsonNode event, EventRef ref) {
        Map<String, String> groups =
                outer.correlation().type() == CorrelationType.RISK
                        ? FieldTuples.entities(
                                event, outer.entities(), outer.groupBy(), Contributions.MAX_GROUPS)
                        : FieldTuples.of(event, outer.groupBy(), Contributions.MAX_GROUPS);
        ContributedValues kind = ContributedValues.of(outer.correlation());
        List<String> found = kind.carried(kind.in(event, outer.values()).values(), ref);
        for (int i = 0; i < carried.size(); i++) {
            Carried known = carried.get(i);
            if (known.isFor(outer.correlation().id(), outer.inner())) {
                carried.set(i, known.plus(groups).orValues(found));
                return;
            }
        }
        carried.add(new Carried(outer.correlation().id(), outer.inner(), groups, found));
    }

    Contribution finish(EventRef ref, Map<String, String> context) {
        return new Contribution(
                plan.id(),
                groupKey,
                Contributions.group(plan, group),
                positions,
                List.copyOf(values.values()),
                ref,
                context,
                predicates,
                null,
                carried);
    }
}
