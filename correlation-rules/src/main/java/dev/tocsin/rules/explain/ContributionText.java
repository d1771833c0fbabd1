package dev.tocsin.rules.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RulePlan;
import java.util.ArrayList;
import java.util.List;

/** What an event that matches a rule gives to a correlation: its group and its values. */
public final class ContributionText {
    private ContributionText() {}

    /**
     * Lines for people; none when the correlation looks at no field.
     *
     * @param matches whether the rule matches the event
     */
    public static String of(
            CorrelationPlan correlation, RulePlan rule, JsonNode event, boolean matches) {
        StringBuilder text = new StringBuilder();
        if (!correlation.groupBy().isEmpty() || !correlation.fields().isEmpty()) {
            text.append(
                    matches
                            ? "It gives to the correlation:\n"
                            : "If it matched, it would give to the correlation:\n");
        }
        for (String entry : correlation.groupBy()) {
            line("group", entry, correlation, rule, event, text);
        }
        for (String entry : correlation.fields()) {
            line("value", entry, correlation, rule, event, text);
        }
        return text.toString();
    }

    private static void line(
            String what,
            String entry,
            CorrelationPlan correlation,
            RulePlan rule,
            JsonNode event,
            StringBuilder text) {
        Seen seen = Seen.in(event, rule.field(correlation.fieldFor(entry, rule.id())));
        text.append("  ").append(what).append(' ').append(entry).append(": ").append(seen.text());
        List<String> notes = new ArrayList<>();
        if (seen.absent()) {
            notes.add("looked for at " + String.join(", ", seen.field().places()));
        } else if (!seen.field().name().equals(seen.place())) {
            notes.add("at " + seen.place());
        }
        if (seen.values().stream().noneMatch(value -> value.isValueNode() && !value.isNull())) {
            notes.add("so the event contributes nothing");
        }
        text.append(notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")").append('\n');
    }
}
