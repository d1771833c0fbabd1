package dev.tocsin.topology.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Adds to a normalized event what is known of its values. Thread-safe. */
public interface Enrichment {

    /** Adds to the event; what stands in it already stays. */
    void enrich(ObjectNode event);

    /** One that adds nothing. */
    static Enrichment none() {
        return _ -> {};
    }
}
