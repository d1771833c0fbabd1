package dev.tocsin.alert;

import java.util.List;

/**
 * What the sum of a risk alert is made of.
 *
 * @param halfLifeMs in which what an alert added is halved
 * @param rules what each rule and correlation gave, the greatest first
 * @param alerts the alerts that count, in time order; of many the first and the last
 */
public record RiskSum(long halfLifeMs, List<Share> rules, List<Contributor> alerts) {
    public RiskSum {
        rules = List.copyOf(rules);
        alerts = List.copyOf(alerts);
    }

    /**
     * What a rule gave.
     *
     * @param rule its id
     * @param alerts how many alerts of it count
     * @param score the sum of their scores, before any is halved
     */
    public record Share(String rule, long alerts, double score) {}

    /**
     * An alert that counts.
     *
     * @param alertId its id
     * @param rule id of its rule
     * @param timeMs time of the evidence that completed it
     * @param score what it added then
     */
    public record Contributor(String alertId, String rule, long timeMs, double score) {}
}
