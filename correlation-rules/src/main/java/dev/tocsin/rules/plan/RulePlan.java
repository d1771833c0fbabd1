package dev.tocsin.rules.plan;

import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.event.LogSource;
import java.util.List;

/**
 * A compiled detection rule.
 *
 * @param id id of its alerts: the rule's name, else its id
 * @param alertRule what an alert says of it
 * @param policy what becomes of a match
 * @param sources its own log source first, then those that its own includes; it looks at all events
 *     but those that set a dimension of each of them to another value
 * @param mapping where the fields of its log source lie
 * @param condition what must hold
 * @param metadata what else the rule says of itself
 * @param origin where it comes from
 */
public record RulePlan(
        String id,
        AlertRule alertRule,
        AlertPolicy policy,
        List<LogSource> sources,
        FieldMapping mapping,
        Expression condition,
        Metadata metadata,
        Origin origin) {
    public RulePlan {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected a log source of the rule " + id + ", but found none");
        }
    }

    /** Whether a match is an alert, and not only evidence of correlations. */
    public boolean alerts() {
        return policy.alerts();
    }

    /** Whether every match is an alert at once: none is kept back. */
    public boolean alertsEachTime() {
        return policy.alerts() && policy.suppress() == null;
    }

    /** The log source that the rule names. */
    public LogSource logSource() {
        return sources.getFirst();
    }

    /** Where a field lies in the events of this rule. */
    public Field field(String name) {
        return mapping.field(name);
    }

    /** This plan, for people. */
    public String describe() {
        Witness witness = Witness.of(condition);
        return "rule "
                + id
                + "\n  log source: "
                + String.join(", or ", sources.stream().map(RulePlan::text).toList())
                + "\n  alerts: "
                + policy.alerts()
                + "\n  witness: "
                + (witness == null ? "none, so it is asked for every event" : witness)
                + "\n  condition: "
                + condition
                + '\n';
    }

    private static String text(LogSource source) {
        StringBuilder text = new StringBuilder();
        text.append("product=").append(source.product());
        text.append(" category=").append(source.category());
        text.append(" service=").append(source.service());
        source.custom().forEach((key, value) -> text.append(' ').append(key + "=" + value));
        return text.toString();
    }
}
