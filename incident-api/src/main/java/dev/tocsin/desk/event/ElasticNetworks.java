package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.net.Network;
import dev.tocsin.json.Json;
import java.math.BigInteger;

/**
 * Addresses in a network. Elasticsearch keeps those of version 4 among those of version 6 (RFC 4291
 * section 2.5.5.2), so that {@code ::/0} would find them too: a network is of one version, here as
 * everywhere.
 */
final class ElasticNetworks {
    private static final int V6_BITS = 128;
    private static final int V6_BYTES = V6_BITS / Byte.SIZE;

    /** How many bits the addresses of version 4 have in common there, and which. */
    private static final int MAPPED_BITS = 96;

    private static final BigInteger MAPPED = BigInteger.valueOf(0xffff_0000_0000L);
    private static final String ALL_V4 = "0.0.0.0/0";

    private ElasticNetworks() {}

    static ObjectNode in(String field, Network network) {
        ObjectNode within = term(field, network.text());
        if (!holdsMapped(network)) {
            return within;
        }
        ObjectNode query = Json.object();
        query.withObject("/bool").putArray("filter").add(within);
        query.withObject("/bool").putArray("must_not").add(term(field, ALL_V4));
        return query;
    }

    private static boolean holdsMapped(Network network) {
        byte[] bytes = network.address().getAddress();
        int rest = V6_BITS - network.prefix();
        return bytes.length == V6_BYTES
                && network.prefix() <= MAPPED_BITS
                && new BigInteger(1, bytes).shiftRight(rest).equals(MAPPED.shiftRight(rest));
    }

    private static ObjectNode term(String field, String network) {
        return ElasticQueries.term(field, Json.MAPPER.getNodeFactory().textNode(network));
    }
}
