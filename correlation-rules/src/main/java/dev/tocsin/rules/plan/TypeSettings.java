package dev.tocsin.rules.plan;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only correlations of one type have. */
public sealed interface TypeSettings {

    /** Of the types that judge frames. */
    record None() implements TypeSettings {}

    /** Of a plain rule with {@code suppress}: every match is an episode of its own. */
    record MatchSettings() implements TypeSettings {}

    /**
     * Of new_value.
     *
     * @param history how long a value stays known
     * @param learn how long a group only learns
     */
    record NewValueSettings(Duration history, Duration learn) implements TypeSettings {}

    /**
     * Of absence.
     *
     * @param forget how long after it was last heard a group is forgotten
     * @param expected the groups that are there without having been heard; null for none
     */
    record AbsenceSettings(Duration forget, @Nullable Expected expected) implements TypeSettings {}

    /**
     * The groups of a list.
     *
     * @param list its name
     * @param groups its values when the rule set was compiled, each a value of the one group-by
     *     field; they are no part of a fingerprint, so that a list can change while a group waits
     */
    record Expected(String list, List<String> groups) {
        public Expected {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Of geo_velocity.
     *
     * @param speedKmh how fast one can travel, in km/h
     */
    record GeoSettings(double speedKmh) implements TypeSettings {}

    /**
     * Of risk.
     *
     * @param halfLife in which what an alert added is halved
     */
    record RiskSettings(Duration halfLife) implements TypeSettings {}

    /**
     * Of anomaly.
     *
     * @param history how far the baseline reaches back
     * @param learn how long after its first event a group only learns
     * @param zone where the hours of the week are read
     */
    record AnomalySettings(Duration history, Duration learn, ZoneId zone) implements TypeSettings {}
}
