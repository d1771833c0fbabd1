package dev.tocsin.topology.normalize;

import dev.tocsin.event.EventRef;

/** What became of a raw record. */
public sealed interface Normalized {
    /** An event in ECS, and where its raw record lies. */
    record Event(NormalizedEvent event, EventRef ref) implements Normalized {}

    /** The original bytes of a dead letter; key and headers of the record say the rest. */
    record Rejected(byte[] bytes) implements Normalized {}
}
