package dev.tocsin.rules.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.LogSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A compiled rule set: rules, correlations, and a matcher over them. Immutable, thread-safe. */
public final class RuleSet {
    private final String revision;
    private final Map<String, RulePlan> rules;
    private final Map<String, CorrelationPlan> correlations;
    private final CorrelationGraph graph;
    private final Map<String, List<Feed>> feeds;
    private final Map<String, List<RiskFeed>> riskFeeds;
    private final Map<String, CorrelationPlan> riskPlans;
    private final Map<String, Feed> repeats = new LinkedHashMap<>();
    private final List<RiskPlan> risks;
    private final Matcher matcher;

    /**
     * @param revision a function of the rule files
     * @param matcher finds matches among exactly these rules
     */
    public RuleSet(
            String revision,
            Collection<RulePlan> rules,
            Collection<CorrelationPlan> correlations,
            Matcher matcher) {
        this(revision, rules, correlations, List.of(), matcher);
    }

    /**
     * @param revision a function of the rule files
     * @param risks the thresholds of what alerts of these rules and correlations add up to
     * @param matcher finds matches among exactly these rules
     */
    public RuleSet(
            String revision,
            Collection<RulePlan> rules,
            Collection<CorrelationPlan> correlations,
            Collection<RiskPlan> risks,
            Matcher matcher) {
        Map<String, RulePlan> ruleMap = new LinkedHashMap<>();
        rules.forEach(rule -> ruleMap.put(rule.id(), rule));
        Map<String, CorrelationPlan> correlationMap = new LinkedHashMap<>();
        correlations.forEach(plan -> correlationMap.put(plan.id(), plan));
        this.revision = revision;
        this.rules = Collections.unmodifiableMap(ruleMap);
        this.correlations = Collections.unmodifiableMap(correlationMap);
        this.graph = new CorrelationGraph(this.correlations.values(), risks);
        Map<String, List<Feed>> feedMap = new HashMap<>();
        rules.forEach(rule -> feedMap.put(rule.id(), graph.feeds(rule)));
        this.feeds = feedMap;
        Map<String, List<RiskFeed>> riskMap = new HashMap<>();
        rules.forEach(rule -> riskMap.put(rule.id(), graph.riskFeeds(rule)));
        this.riskFeeds = riskMap;
        for (RulePlan rule : rules) {
            Feed repeated = RepeatPlan.of(rule, graph);
            if (repeated != null) {
                repeats.put(rule.id(), repeated);
            }
        }
        this.riskPlans = new HashMap<>();
        graph.risks().forEach(plan -> riskPlans.put(plan.id(), plan));
        this.risks = List.copyOf(risks);
        this.matcher = matcher;
    }

    /** The rule set without rules. */
    public static RuleSet empty() {
        return new RuleSet("empty", List.of(), List.of(), (event, source) -> List.of());
    }

    /** Changes exactly if the rule files or the lists that they use change. */
    public String revision() {
        return revision;
    }

    /** Every rule that matches the event. */
    public List<RuleMatch> match(JsonNode event) {
        return matcher.match(event);
    }

    /** Every rule that matches an event of that log source. */
    public List<RuleMatch> match(JsonNode event, LogSource source) {
        return matcher.match(event, source);
    }

    public Collection<RulePlan> rules() {
        return rules.values();
    }

    public @Nullable RulePlan rule(String id) {
        return rules.get(id);
    }

    /** The correlations that a rule feeds, in the order of the rule set. */
    public List<Feed> feeds(String ruleId) {
        return feeds.getOrDefault(ruleId, List.of());
    }

    /** The thresholds of risk that alerts of a rule add to. */
    public List<RiskFeed> riskFeeds(String ruleId) {
        return riskFeeds.getOrDefault(ruleId, List.of());
    }

    /** Where the matches of a rule with {@code suppress} are told or counted; null for others. */
    public @Nullable Feed repeats(String ruleId) {
        return repeats.get(ruleId);
    }

    /**
     * The correlations that refer to a correlation, and thresholds that it adds to, in the order of
     * the rule set.
     */
    public List<Outer> outers(String correlationId) {
        return graph.outers(correlationId);
    }

    /** The thresholds of risk. */
    public List<RiskPlan> risks() {
        return risks;
    }

    public Collection<CorrelationPlan> correlations() {
        return correlations.values();
    }

    /**
     * All that has groups: the correlations, the thresholds as correlations over alerts, and rules
     * with {@code suppress} as correlations over their matches.
     */
    public List<CorrelationPlan> grouping() {
        List<CorrelationPlan> all = new ArrayList<>(correlations.values());
        risks.forEach(risk -> all.add(Objects.requireNonNull(riskPlans.get(risk.id()))));
        repeats.values().forEach(feed -> all.add(feed.correlation()));
        return all;
    }

    /** The correlation of that id, or what else has groups as a correlation. */
    public @Nullable CorrelationPlan correlation(String id) {
        CorrelationPlan plan = correlations.get(id);
        plan = plan == null ? riskPlans.get(id) : plan;
        Feed repeated = plan == null ? repeats.get(id) : null;
        return repeated == null ? plan : repeated.correlation();
    }
}
