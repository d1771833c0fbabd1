package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.RiskPlan;

/**
 * What correlations leave out of what there is. Nothing is left out that is not counted: see {@link
 * Losses}.
 */
public enum Loss {
    /** A match in which a group-by field is absent, null or an object: it is in no group. */
    UNGROUPED,
    /** An event in {@value Contributions#MAX_GROUPS} groups: it is in no further ones. */
    GROUPS,
    /** An event, or a result, with {@value Contributions#MAX_VALUES} values or tuples. */
    VALUES,
    /** A result for correlations above with {@value InnerResult#MAX_EVENTS} events. */
    RESULT_EVENTS,
    /** The oldest of {@value GeoVelocities#MAX_SIGHTINGS} events that late ones compare with. */
    SIGHTINGS,
    /**
     * The oldest of {@value Unhearing#MOST_HEARD} results, or of {@value
     * Unhearing#MOST_HEARD_BYTES} bytes of them, that can be taken back.
     */
    HEARD,
    /** A result in a bucket of an anomaly with {@value EventIds#MOST} events behind its results. */
    COMPARED_EVENTS,
    /** The oldest of {@value Revisions#MOST} last revisions of alerts that may come back. */
    REVISIONS,
    /** The oldest of {@value RiskPlan#MOST_ALERTS} alerts of an entity. */
    RISK_ALERTS
}
