package dev.tocsin.desk.metric;

import java.util.List;

/**
 * A duration between two moments in the life of an alert or an incident.
 *
 * @param name what it is called
 * @param start the moment that it begins with
 * @param end the moment that it ends with
 */
record Measure(String name, String start, String end) {
    /** The moment in which an incident was opened. */
    static final String OPENING = "created";

    /** The measures of alerts. */
    static final List<Measure> OF_ALERTS =
            List.of(
                    new Measure("detect", "started", "received"),
                    new Measure("acknowledge", "received", "acknowledged"),
                    new Measure("triage", "acknowledged", "qualified"),
                    new Measure("qualify", "received", "qualified"),
                    new Measure("resolve", "received", "resolved"));

    /** The measures of incidents. */
    static final List<Measure> OF_INCIDENTS =
            List.of(
                    new Measure("detect", "reported", OPENING),
                    new Measure("acknowledge", OPENING, "acknowledged"),
                    new Measure("triage", "acknowledged", "verified"),
                    new Measure("qualify", OPENING, "verified"),
                    new Measure("contain", OPENING, "contained"),
                    new Measure("resolve", OPENING, "resolved"),
                    new Measure("close", OPENING, "closed"));

    /** The name of the measure whose moments a caller chose. */
    static final String CHOSEN = "chosen";
}
