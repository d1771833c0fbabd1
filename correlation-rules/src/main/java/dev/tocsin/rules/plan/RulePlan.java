package dev.tocsin.rules.plan;

import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.event.LogSource;

/**
 * A compiled detection rule.
 *
 * @param id id of its alerts: the rule's name, else its id
 * @param alertRule what an alert says of it
 * @param alerts whether a match is an alert; false when the rule only feeds correlations, none of
 *     which has {@code generate: true}
 * @param logSource the events that it looks at
 */
public record RulePlan(String id, AlertRule alertRule, boolean alerts, LogSource logSource) {

    /** This plan, for people. */
    public String describe() {
        return "rule " + id + '\n';
    }
}
