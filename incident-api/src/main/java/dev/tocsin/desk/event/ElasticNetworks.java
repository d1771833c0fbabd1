package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.net.Network;
import dev.tocsin.json.Json;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Addresses in a network. Elasticsearch keeps those of version 4 among those of version 6 (RFC 4291
 * section 2.5.5.2), so that {@code ::/0} would find them too: a network is of one version, here as
 * everywhere. Such a network is asked for as what is before and after them, and not without them:
 * an event may have addresses of both.
 */
final class ElasticNetworks {
    private static final int BITS = 128;
    private static final int GROUP_BITS = 16;

    /** The addresses of version 6 before those of version 4, and after them. */
    private static final BigInteger LAST_BEFORE = BigInteger.valueOf(0xfffe_ffff_ffffL);

    private static final BigInteger FIRST_AFTER = BigInteger.ONE.shiftLeft(48);

    private ElasticNetworks() {}

    static ObjectNode in(String field, Network network) {
        byte[] bytes = network.address().getAddress();
        int hostBits = BITS - network.prefix();
        BigInteger low = new BigInteger(1, bytes).shiftRight(hostBits).shiftLeft(hostBits);
        BigInteger high = low.add(BigInteger.ONE.shiftLeft(hostBits)).subtract(BigInteger.ONE);
        boolean both =
                bytes.length * Byte.SIZE == BITS
                        && low.compareTo(FIRST_AFTER) < 0
                        && high.compareTo(LAST_BEFORE) > 0;
        return both ? around(field, low, high) : term(field, network.text());
    }

    private static ObjectNode around(String field, BigInteger low, BigInteger high) {
        List<ObjectNode> parts = new ArrayList<>();
        if (low.compareTo(LAST_BEFORE) <= 0) {
            parts.add(range(field, low, LAST_BEFORE));
        }
        if (high.compareTo(FIRST_AFTER) >= 0) {
            parts.add(range(field, FIRST_AFTER, high));
        }
        return ElasticQueries.any(parts);
    }

    private static ObjectNode range(String field, BigInteger first, BigInteger last) {
        ObjectNode query = Json.object();
        query.withObject("/range").putObject(field).put("gte", text(first)).put("lte", text(last));
        return query;
    }

    private static String text(BigInteger address) {
        return IntStream.rangeClosed(1, BITS / GROUP_BITS)
                .mapToObj(i -> address.shiftRight(BITS - i * GROUP_BITS).intValue() & 0xffff)
                .map(Integer::toHexString)
                .collect(Collectors.joining(":"));
    }

    private static ObjectNode term(String field, String network) {
        return ElasticQueries.term(field, Json.MAPPER.getNodeFactory().textNode(network));
    }
}
