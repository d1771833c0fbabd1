package dev.tocsin.topology.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The networks that are ours: they say which way an event's traffic goes. Immutable. */
public final class InternalNetworks {
    /** Private, shared, link-local and loopback addresses (RFC 1918, 6598, 3927, 4193, 4291). */
    public static final List<String> DEFAULT =
            List.of(
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "169.254.0.0/16",
                    "127.0.0.0/8",
                    "fc00::/7",
                    "fe80::/10",
                    "::1/128");

    private final NetworkMap<Boolean> networks;

    private InternalNetworks(NetworkMap<Boolean> networks) {
        this.networks = networks;
    }

    /**
     * Reads networks as they are set.
     *
     * @param networks each an address, or an address and the length of the network's prefix
     * @throws IllegalArgumentException when one is neither
     */
    public static InternalNetworks of(List<String> networks) {
        Map<Bits, Boolean> map = new HashMap<>();
        for (String text : networks) {
            Bits network = Bits.network(text.strip());
            if (network == null) {
                throw new IllegalArgumentException(
                        "Expected a network such as 10.0.0.0/8 or 2001:db8::/32, but found "
                                + text);
            }
            map.put(network, true);
        }
        return new InternalNetworks(new NetworkMap<>(map));
    }

    boolean contains(Bits address) {
        return networks.smallest(address) != null;
    }

    /** Sets direction and version of IP where the sender said neither. */
    void describe(ObjectNode event, @Nullable Bits source, @Nullable Bits destination) {
        Bits any = source == null ? destination : source;
        if (any != null && Json.at(event, "network.type") == null) {
            Json.set(event, "network.type", TextNode.valueOf(any.isVersion4() ? "ipv4" : "ipv6"));
        }
        if (source != null && destination != null && Json.at(event, "network.direction") == null) {
            String direction = direction(contains(source), contains(destination));
            Json.set(event, "network.direction", TextNode.valueOf(direction));
        }
    }

    private static String direction(boolean fromInside, boolean toInside) {
        if (fromInside) {
            return toInside ? "internal" : "outbound";
        }
        return toInside ? "inbound" : "external";
    }
}
