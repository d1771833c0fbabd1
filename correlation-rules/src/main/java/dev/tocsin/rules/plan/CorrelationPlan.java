package dev.tocsin.rules.plan;

import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import dev.tocsin.rules.plan.TypeSettings.AnomalySettings;
import dev.tocsin.rules.plan.TypeSettings.GeoSettings;
import dev.tocsin.rules.plan.TypeSettings.MatchSettings;
import dev.tocsin.rules.plan.TypeSettings.NewValueSettings;
import dev.tocsin.rules.plan.TypeSettings.RiskSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compiled correlation.
 *
 * @param id id of its alerts
 * @param alertRule what an alert says of it
 * @param type what it computes
 * @param ruleIds {@link RulePlan#id()} of the referenced rules and {@link #id()} of the referenced
 *     correlations, in list order; one may stand there twice only in {@link
 *     CorrelationType#TEMPORAL_ORDERED}
 * @param inner bit {@code i} is set when the {@code i}-th of them is a correlation
 * @param groupBy fields or aliases; empty: one global group
 * @param aliases alias to rule id to the field that the alias stands for in that rule's events
 * @param timespan length of the frame, bucket or silence; zero for a type without one
 * @param criterion what is measured and compared
 * @param timing when it listens and speaks
 * @param settings what only its type has
 * @param policy what becomes of what it finds
 * @param metadata what else the correlation says of itself
 * @param origin where it comes from
 * @param fingerprint hash of the definition: state that was made under another fingerprint is of
 *     another correlation; changes exactly if the logic of this correlation or of its rules does
 */
public record CorrelationPlan(
        String id,
        AlertRule alertRule,
        CorrelationType type,
        List<String> ruleIds,
        long inner,
        List<String> groupBy,
        Map<String, Map<String, String>> aliases,
        Duration timespan,
        Criterion criterion,
        Timing timing,
        TypeSettings settings,
        AlertPolicy policy,
        Metadata metadata,
        Origin origin,
        String fingerprint) {

    public CorrelationPlan {
        ruleIds = List.copyOf(ruleIds);
        groupBy = List.copyOf(groupBy);
        Map<String, Map<String, String>> copy = new LinkedHashMap<>();
        aliases.forEach(
                (alias, byRule) ->
                        copy.put(alias, Collections.unmodifiableMap(new LinkedHashMap<>(byRule))));
        aliases = Collections.unmodifiableMap(copy);
    }

    /** This plan with another fingerprint. */
    public CorrelationPlan withFingerprint(String other) {
        return with(timing, policy, other);
    }

    private CorrelationPlan with(
            Timing otherTiming, AlertPolicy otherPolicy, String otherFingerprint) {
        return new CorrelationPlan(
                id,
                alertRule,
                type,
                ruleIds,
                inner,
                groupBy,
                aliases,
                timespan,
                criterion,
                otherTiming,
                settings,
                otherPolicy,
                metadata,
                origin,
                otherFingerprint);
    }

    /** This plan, listening to events that are older by so much; for events that are read again. */
    public CorrelationPlan withMoreGrace(Duration more) {
        Timing patient = new Timing(grace().plus(more), timing.settle(), timing.warm());
        return with(patient, policy, fingerprint);
    }

    /** Where its frames lie. */
    public FrameKind frames() {
        return type.hasFrames() ? criterion.frames() : FrameKind.NONE;
    }

    /** Whether {@link #settle} means something to it. */
    public boolean settles() {
        return frames() == FrameKind.CLOSING
                || type == CorrelationType.ABSENCE
                || type == CorrelationType.ANOMALY;
    }

    /** Whether its alerts say which events make the sequence. */
    public boolean marksSequence() {
        return type == CorrelationType.TEMPORAL_ORDERED;
    }

    /** What the value is compared with. */
    public Threshold threshold() {
        return criterion.threshold();
    }

    /** The boolean condition of a temporal; null: the threshold decides. */
    public @Nullable TemporalExpression expression() {
        return criterion.expression();
    }

    /** Whose values are looked at: fields or aliases. */
    public List<String> fields() {
        return criterion.fields();
    }

    /** How much older than the group's clock an event may be. */
    public Duration grace() {
        return timing.grace();
    }

    /** How long after its end a frame, or the beginning of a silence, is first judged. */
    public Duration settle() {
        return timing.settle();
    }

    /** How long the past counts; zero for a type without history. */
    public Duration history() {
        return switch (settings) {
            case NewValueSettings own -> own.history();
            case AnomalySettings own -> own.history();
            case TypeSettings.None _,
                    MatchSettings _,
                    AbsenceSettings _,
                    GeoSettings _,
                    RiskSettings _ ->
                    Duration.ZERO;
        };
    }

    /** How long a group only learns; zero for a type without history. */
    public Duration learn() {
        return switch (settings) {
            case NewValueSettings own -> own.learn();
            case AnomalySettings own -> own.learn();
            case TypeSettings.None _,
                    MatchSettings _,
                    AbsenceSettings _,
                    GeoSettings _,
                    RiskSettings _ ->
                    Duration.ZERO;
        };
    }

    /** Which further alerts are kept back; null for none. */
    public @Nullable Suppression suppress() {
        return policy.suppress();
    }

    /** Whether it is a plain rule with {@code suppress}, whose matches it is about. */
    public boolean isOfMatches() {
        return settings instanceof MatchSettings;
    }

    /** Whether its results are alerts, and not only evidence of other correlations. */
    public boolean alerts() {
        return policy.alerts();
    }

    /** Whether other correlations refer to it. */
    public boolean isInner() {
        return policy.feeds();
    }

    /** This plan, as one that others refer to. */
    public CorrelationPlan feeding(String otherFingerprint) {
        return with(timing, policy.feeding(), otherFingerprint);
    }

    /** This plan, as one that neither alerts nor feeds others. */
    public CorrelationPlan silent() {
        AlertPolicy nothing = new AlertPolicy(false, false, null, null, List.of());
        return with(timing, nothing, fingerprint);
    }

    /** Bit {@code i} is set when a rule or correlation stands at place {@code i} of the list. */
    public long positionsOf(String ruleOrCorrelationId) {
        long positions = 0;
        for (int i = 0; i < ruleIds.size(); i++) {
            positions |= ruleIds.get(i).equals(ruleOrCorrelationId) ? 1L << i : 0;
        }
        return positions;
    }

    /** The field that a group-by or value entry means in events of one rule. */
    public String fieldFor(String entry, String ruleId) {
        Map<String, String> byRule = aliases.get(entry);
        String field = byRule == null ? null : byRule.get(ruleId);
        return field == null ? entry : field;
    }

    /** The condition as alerts show it: {@code gte 5}, or {@code a and not b}; may be empty. */
    public String conditionText() {
        TemporalExpression expression = criterion.expression();
        return expression == null ? criterion.threshold().text() : expression.text(ruleIds);
    }

    /** This plan, for people. */
    public String describe() {
        return CorrelationText.describe(this);
    }

    /** The part of {@link #describe} that a fingerprint is made of. */
    public String logic() {
        return CorrelationText.logic(this);
    }
}
