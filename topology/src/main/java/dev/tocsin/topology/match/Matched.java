package dev.tocsin.topology.match;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.rules.correlate.Contribution;

/** What comes of matching one event. */
public sealed interface Matched {
    /** The event itself, with the rules that it matched. */
    record Event(ObjectNode event) implements Matched {}

    /** A rule that alerts by itself. */
    record Alerted(Alert alert) implements Matched {}

    /** What the event gives to one group of one correlation. */
    record Contributed(Contribution contribution) implements Matched {}
}
