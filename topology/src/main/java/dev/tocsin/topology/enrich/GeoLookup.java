package dev.tocsin.topology.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Says where an address is, and to whose network it belongs. Thread-safe. */
public interface GeoLookup {
    /** ECS's {@code geo} of an address, or null; a new object each time. */
    @Nullable ObjectNode geo(String address);

    /** ECS's {@code as} of an address, or null; a new object each time. */
    @Nullable ObjectNode as(String address);

    /** Knows nothing. */
    static GeoLookup none() {
        return new GeoLookup() {
            @Override
            public @Nullable ObjectNode geo(String address) {
                return null;
            }

            @Override
            public @Nullable ObjectNode as(String address) {
                return null;
            }
        };
    }
}
