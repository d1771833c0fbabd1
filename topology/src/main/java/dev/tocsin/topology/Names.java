package dev.tocsin.topology;

/**
 * Every name in the topology. Names of stores and of the repartition topic are file formats: they
 * name topics and directories that hold state, and change only by ADR. A snapshot of the described
 * topology pins all of them.
 */
final class Names {
    static final String READ_RAW_EVENTS = "read-raw-events";
    static final String NORMALIZE_EVENTS = "normalize-events";
    static final String PICK_DEAD_LETTERS = "pick-dead-letters";
    static final String WRITE_DEAD_LETTERS = "write-dead-letters";
    static final String PICK_NORMALIZED_EVENTS = "pick-normalized-events";
    static final String MATCH_EVENTS = "match-events";
    static final String PICK_EVENTS = "pick-events";
    static final String WRITE_EVENTS = "write-events";
    static final String PICK_RULE_ALERTS = "pick-rule-alerts";
    static final String ENRICH_RULE_ALERTS = "enrich-rule-alerts";
    static final String WRITE_RULE_ALERTS = "write-rule-alerts";
    static final String PICK_CONTRIBUTIONS = "pick-contributions";
    static final String CORRELATE_MATCHES = "correlate-matches";
    static final String PICK_ALERTS = "pick-alerts";
    static final String PICK_RETURNED = "pick-returned";
    static final String WRITE_RETURNED = "write-returned";
    static final String ENRICH_ALERTS = "enrich-alerts";
    static final String WRITE_ALERTS = "write-alerts";

    /** The repartition topic is {@code <application id>-matches-repartition}. */
    static final String MATCHES = "matches";

    static final String SEEN_EVENTS = "seen-events";
    static final String WARM_UPS = "warm-ups";
    static final String CORRELATIONS = "correlations";
    static final String DEADLINES = "deadlines";

    private Names() {}
}
