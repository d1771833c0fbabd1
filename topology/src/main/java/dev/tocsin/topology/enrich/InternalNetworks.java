package dev.tocsin.topology.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.JsonPath;
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

    /** An address, and whether it is one of ours. */
    record End(Bits address, boolean inside) {}

    private static final JsonPath TYPE = JsonPath.of("network.type");
    private static final JsonPath DIRECTION = JsonPath.of("network.direction");

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

    End end(Bits address) {
        return new End(address, networks.smallest(address) != null);
    }

    /** Sets direction and version of IP where the sender said neither. */
    static void describe(ObjectNode event, @Nullable End source, @Nullable End destination) {
        End any = source == null ? destination : source;
        if (any != null && TYPE.at(event) == null) {
            boolean version4 = any.address.isVersion4();
            TYPE.set(event, TextNode.valueOf(version4 ? "ipv4" : "ipv6"));
        }
        if (source != null && destination != null && DIRECTION.at(event) == null) {
            String direction = direction(source.inside, destination.inside);
            DIRECTION.set(event, TextNode.valueOf(direction));
        }
    }

    /** What ECS calls the way of traffic between ends that are ours or not. */
    public static String direction(boolean fromInside, boolean toInside) {
        if (fromInside) {
            return toInside ? "internal" : "outbound";
        }
        return toInside ? "inbound" : "external";
    }
}
