package dev.tocsin.rules.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.rules.plan.RulePlan;
import java.util.List;

/**
 * Why a rule matches an event, or why it does not.
 *
 * @param rule the rule
 * @param source the log source that the event says it is of
 * @param conflicts what keeps the rule from being asked; none: it is asked
 * @param verdict what came of the condition, asked or not
 * @param reasons why it does not match, one sentence each; none when it does
 */
public record Explanation(
        RulePlan rule,
        LogSource source,
        List<Conflict> conflicts,
        Verdict verdict,
        List<String> reasons) {
    public Explanation {
        conflicts = List.copyOf(conflicts);
        reasons = List.copyOf(reasons);
    }

    /** Explains what a rule makes of a normalized event. */
    public static Explanation of(RulePlan rule, JsonNode event) {
        LogSource source = LogSource.of(event);
        List<Conflict> conflicts = Conflict.between(rule.sources(), source);
        Verdict verdict = new Judge(event).of(rule.condition());
        List<String> reasons = new Reasons(event).against(conflicts, verdict);
        return new Explanation(rule, source, conflicts, verdict, reasons);
    }

    /** Whether the rule matches the event. */
    public boolean matches() {
        return conflicts.isEmpty() && verdict.held();
    }
}
