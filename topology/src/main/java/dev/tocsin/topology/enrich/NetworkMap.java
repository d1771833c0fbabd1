package dev.tocsin.topology.enrich;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values of networks, found by an address in one look-up for each length that a network has.
 * Immutable.
 */
final class NetworkMap<V> {
    private final Map<Bits, V> byNetwork;

    /** The longest first. */
    private final List<Integer> lengths;

    NetworkMap(Map<Bits, V> byNetwork) {
        this.byNetwork = new HashMap<>(byNetwork);
        this.lengths =
                byNetwork.keySet().stream()
                        .map(Bits::length)
                        .distinct()
                        .sorted((a, b) -> Integer.compare(b, a))
                        .toList();
    }

    boolean isEmpty() {
        return lengths.isEmpty();
    }

    /** The value of the smallest network that has the address, or null. */
    @Nullable V smallest(Bits address) {
        for (int length : lengths) {
            V found = byNetwork.get(length == Bits.ALL ? address : address.prefix(length));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Hands over the values of all networks that have the address, the smallest first. */
    void each(Bits address, Consumer<V> to) {
        for (int length : lengths) {
            V found = byNetwork.get(length == Bits.ALL ? address : address.prefix(length));
            if (found != null) {
                to.accept(found);
            }
        }
    }
}
