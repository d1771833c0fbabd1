package dev.tocsin.rules.plan;

import dev.tocsin.rules.value.FieldPath;
import java.util.List;

/**
 * A threshold of risk that the alerts of a rule add to.
 *
 * @param risk the threshold, as a correlation
 * @param score what an alert adds
 * @param entities the fields whose values it adds to
 * @param places for each of them the places in events of the rule, best first
 */
public record RiskFeed(
        CorrelationPlan risk, double score, List<String> entities, List<List<FieldPath>> places) {}
