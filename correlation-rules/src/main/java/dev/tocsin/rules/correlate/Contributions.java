package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.correlate.EpisodeResult.OuterGroup;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.Feed;
import dev.tocsin.rules.plan.Outer;
import dev.tocsin.rules.plan.OuterFeed;
import dev.tocsin.rules.plan.RiskFeed;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.plan.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event gives to correlations: for each correlation that a matching rule feeds, one
 * contribution for each group that the event is in. And what the episodes of a correlation give to
 * those above it.
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
        return of(rules, event, ref, matches, Losses.UNCOUNTED);
    }

    /**
     * The same.
     *
     * @param losses hears of what is left out
     */
    public static List<Contribution> of(
            RuleSet rules, JsonNode event, EventRef ref, List<RuleMatch> matches, Losses losses) {
        if (matches.isEmpty()) {
            return List.of();
        }
        Map<String, Map<String, ContributionDraft>> drafts = new LinkedHashMap<>();
        for (RuleMatch match : matches) {
            for (Feed feed : rules.feeds(match.rule().id())) {
                addGroups(
                        feed,
                        event,
                        ref,
                        match,
                        drafts.computeIfAbsent(feed.correlation().id(), _ -> new LinkedHashMap<>()),
                        losses);
            }
        }
        @Nullable Map<String, String> context = drafts.isEmpty() ? null : EventContext.of(event);
        List<Contribution> all =
                context == null ? new ArrayList<>() : finish(drafts, ref, context, losses);
        for (RuleMatch match : matches) {
            Feed repeats = rules.repeats(match.rule().id());
            if (repeats != null) {
                context = context == null ? EventContext.of(event) : context;
                all.add(repeated(repeats, event, ref, context, match));
            }
            for (RiskFeed feed : rules.riskFeeds(match.rule().id())) {
                context = context == null ? EventContext.of(event) : context;
                addRisk(
                        feed,
                        FieldTuples.entities(event, feed.entities(), feed.places(), MAX_GROUPS),
                        ref,
                        context,
                        match,
                        all);
            }
        }
        return all;
    }

    /** A match is in one group: a field that is absent is no reason to keep silent. */
    private static Contribution repeated(
            Feed feed, JsonNode event, EventRef ref, Map<String, String> context, RuleMatch match) {
        Map<String, String> group = new LinkedHashMap<>();
        List<String> key = new ArrayList<>();
        for (int i = 0; i < feed.groupBy().size(); i++) {
            List<String> values = FieldTuples.scalars(event, feed.groupBy().get(i));
            key.add(values.isEmpty() ? "" : Folding.fold(values.getFirst()));
            if (!values.isEmpty()) {
                group.put(feed.correlation().groupBy().get(i), values.getFirst());
            }
        }
        List<Carried> carried = new ArrayList<>(0);
        for (OuterFeed outer : feed.outers()) {
            Map<String, String> entities =
                    FieldTuples.entities(event, outer.entities(), outer.groupBy(), MAX_GROUPS);
            carried.add(new Carried(outer.correlation().id(), outer.inner(), entities, List.of()));
        }
        return new Contribution(
                feed.correlation().id(),
                Tuples.join(key),
                group,
                feed.positions(),
                List.of(),
                ref,
                context,
                match.predicates(),
                null,
                carried);
    }

    /** What the alert of a plain rule adds to entities. */
    private static void addRisk(
            RiskFeed feed,
            Map<String, String> entities,
            EventRef ref,
            Map<String, String> context,
            RuleMatch match,
            List<Contribution> all) {
        String rule = match.rule().id();
        String alert = Alerts.id(rule, ref);
        EventRef at = new EventRef(alert, ref.timeMs(), ref.topic(), ref.partition(), ref.offset());
        entities.forEach(
                (folded, spelled) ->
                        all.add(
                                new Contribution(
                                        feed.risk().id(),
                                        folded,
                                        group(feed.risk(), spelled),
                                        1,
                                        List.of(Threshold.number(feed.score())),
                                        at,
                                        context,
                                        match.predicates(),
                                        new InnerResult(rule, alert, false, List.of(ref)),
                                        List.of())));
    }

    private static List<Contribution> finish(
            Map<String, Map<String, ContributionDraft>> drafts,
            EventRef ref,
            Map<String, String> context,
            Losses losses) {
        List<Contribution> all = new ArrayList<>();
        drafts.forEach(
                (correlation, groups) -> {
                    if (groups.size() >= MAX_GROUPS) {
                        losses.add(correlation, Loss.GROUPS, 1);
                    }
                    groups.values().forEach(draft -> all.add(draft.finish(ref, context)));
                });
        return all;
    }

    private static void addGroups(
            Feed feed,
            JsonNode event,
            EventRef ref,
            RuleMatch match,
            Map<String, ContributionDraft> byGroup,
            Losses losses) {
        String correlation = feed.correlation().id();
        ContributedValues kind = ContributedValues.of(feed.correlation());
        Map<String, String> values = kind.in(event, feed.values());
        if (kind.isNeeded() && values.isEmpty()) {
            return;
        }
        if (values.size() >= MAX_VALUES) {
            losses.add(correlation, Loss.VALUES, 1);
        }
        Map<String, String> groups = FieldTuples.of(event, feed.groupBy(), MAX_GROUPS);
        if (groups.isEmpty()) {
            losses.add(correlation, Loss.UNGROUPED, 1);
        }
        groups.forEach(
                (folded, group) -> {
                    ContributionDraft draft = byGroup.get(folded);
                    if (draft == null && byGroup.size() < MAX_GROUPS) {
                        draft =
                                new ContributionDraft(
                                        feed.correlation(), folded, group, match.predicates());
                        byGroup.put(folded, draft);
                    }
                    if (draft != null) {
                        draft.add(feed, values, event, ref);
                    }
                });
    }

    /**
     * What an episode gives to the correlations above it: one contribution for each group that its
     * events are in, and one that takes back for each that they are in no more.
     */
    public static List<Contribution> of(RuleSet rules, EpisodeResult result) {
        List<Contribution> all = new ArrayList<>();
        for (Outer outer : rules.outers(result.correlation())) {
            for (Carried carried : result.carried()) {
                boolean here =
                        carried.outer().equals(outer.plan().id())
                                && carried.inner().equals(result.correlation());
                if (here) {
                    addGroups(rules, outer, carried, result, all);
                }
            }
            for (OuterGroup left : result.left()) {
                if (left.outer().equals(outer.plan().id())) {
                    all.add(withdrawn(outer, left.groupKey(), result));
                }
            }
        }
        return all;
    }

    private static void addGroups(
            RuleSet rules,
            Outer outer,
            Carried carried,
            EpisodeResult result,
            List<Contribution> all) {
        if (outer.plan().type() == CorrelationType.RISK) {
            addRisk(outer, carried, result, all);
            return;
        }
        ContributedValues kind = ContributedValues.of(outer.plan());
        List<String> values = kind.together(carried.values());
        List<Carried> further = further(rules, result);
        carried.groups()
                .forEach(
                        (folded, spelled) ->
                                all.add(
                                        kind.isNeeded() && values.isEmpty()
                                                ? withdrawn(outer, folded, result)
                                                : new Contribution(
                                                        outer.plan().id(),
                                                        folded,
                                                        group(outer.plan(), spelled),
                                                        outer.positions(),
                                                        values,
                                                        result.event(),
                                                        result.context(),
                                                        result.predicates(),
                                                        new InnerResult(
                                                                result.correlation(),
                                                                result.episode(),
                                                                false,
                                                                result.events()),
                                                        further)));
    }

    /** What its events know of the correlations above those: of many places the last is enough. */
    private static List<Carried> further(RuleSet rules, EpisodeResult result) {
        List<Carried> further = new ArrayList<>();
        for (Carried carried : result.carried()) {
            if (!carried.inner().equals(result.correlation())) {
                CorrelationPlan plan = rules.correlation(carried.outer());
                boolean places =
                        plan != null && ContributedValues.of(plan) == ContributedValues.PLACE;
                further.add(places ? carried.with(PlaceInTime.last(carried.values())) : carried);
            }
        }
        return further;
    }

    /** What the alert of a correlation adds to entities; one that is suppressed is none. */
    private static void addRisk(
            Outer outer, Carried carried, EpisodeResult result, List<Contribution> all) {
        carried.groups()
                .forEach(
                        (folded, spelled) ->
                                all.add(
                                        result.alerted()
                                                ? risk(outer, folded, spelled, result)
                                                : withdrawn(outer, folded, result)));
    }

    private static Contribution risk(
            Outer outer, String folded, String spelled, EpisodeResult result) {
        return new Contribution(
                outer.plan().id(),
                folded,
                group(outer.plan(), spelled),
                1,
                List.of(Threshold.number(outer.score())),
                result.event(),
                result.context(),
                result.predicates(),
                new InnerResult(
                        result.correlation(),
                        result.episode(),
                        false,
                        List.of(result.events().getLast())),
                List.of());
    }

    private static Contribution withdrawn(Outer outer, String groupKey, EpisodeResult result) {
        return new Contribution(
                outer.plan().id(),
                groupKey,
                Map.of(),
                outer.positions(),
                List.of(),
                result.event(),
                Map.of(),
                List.of(),
                new InnerResult(result.correlation(), result.episode(), true, List.of()),
                List.of());
    }

    /** Group-by entry to its value. */
    static Map<String, String> group(CorrelationPlan plan, String tuple) {
        Map<String, String> group = new LinkedHashMap<>();
        List<String> parts = Tuples.split(tuple);
        if (plan.type() == CorrelationType.RISK) {
            return Map.of(parts.getFirst(), parts.getLast());
        }
        for (int i = 0; i < plan.groupBy().size(); i++) {
            group.put(plan.groupBy().get(i), parts.get(i));
        }
        return group;
    }
}
