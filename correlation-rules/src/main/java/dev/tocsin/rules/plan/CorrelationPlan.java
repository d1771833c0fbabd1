package dev.tocsin.rules.plan;

import dev.tocsin.alert.Alert.AlertRule;
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
 * @param ruleIds {@link RulePlan#id()} of the referenced rules, in list order; a rule may stand
 *     there twice only in {@link CorrelationType#TEMPORAL_ORDERED}
 * @param groupBy fields or aliases; empty: one global group
 * @param aliases alias to rule id to the field that the alias stands for in that rule's events
 * @param timespan length of the frame; zero for {@link CorrelationType#NEW_VALUE}
 * @param threshold what the value is compared with
 * @param fields whose values are counted or remembered ({@code value_count}, {@code new_value}),
 *     fields or aliases
 * @param grace how much older than the group's clock an event may be
 * @param history how long a value stays known; zero unless {@code new_value}
 * @param learn how long a group only learns; zero unless {@code new_value}
 * @param suppress null for none
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
        List<String> groupBy,
        Map<String, Map<String, String>> aliases,
        Duration timespan,
        Threshold threshold,
        List<String> fields,
        Duration grace,
        Duration history,
        Duration learn,
        @Nullable Suppression suppress,
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
        fields = List.copyOf(fields);
    }

    /** This plan with another fingerprint. */
    public CorrelationPlan withFingerprint(String other) {
        return new CorrelationPlan(
                id, alertRule, type, ruleIds, groupBy, aliases, timespan, threshold, fields, grace,
                history, learn, suppress, metadata, origin, other);
    }

    /** The field that a group-by or value entry means in events of one rule. */
    public String fieldFor(String entry, String ruleId) {
        Map<String, String> byRule = aliases.get(entry);
        String field = byRule == null ? null : byRule.get(ruleId);
        return field == null ? entry : field;
    }

    /** This plan, for people. */
    public String describe() {
        StringBuilder text = new StringBuilder(type.text()).append(' ').append(id).append('\n');
        line(text, "rules", String.join(", ", ruleIds));
        line(text, "group by", groupBy.isEmpty() ? "(one group)" : String.join(", ", groupBy));
        aliases.forEach((alias, byRule) -> line(text, "alias " + alias, byRule.toString()));
        if (!timespan.isZero()) {
            line(text, "timespan", timespan.toString());
        }
        if (!fields.isEmpty()) {
            line(text, "values of", String.join(", ", fields));
        }
        if (!threshold.bounds().isEmpty()) {
            line(text, "condition", threshold.text());
        }
        line(text, "grace", grace.toString());
        if (type == CorrelationType.NEW_VALUE) {
            line(text, "history", history + ", learning " + learn);
        }
        if (suppress != null) {
            line(text, "suppress", suppress.span() + " by " + suppress.by());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ").append(name).append(": ").append(value).append('\n');
    }
}
