package dev.tocsin.desk.limit;

import dev.tocsin.desk.net.Network;
import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From which address a request comes. What a proxy adds to {@code X-Forwarded-For} is believed when
 * the proxy is trusted: the client is the last address of that header that is none of ours. What a
 * client writes there itself stands before that and is never reached.
 *
 * @param trusted addresses of our proxies
 */
public record ClientAddress(List<Network> trusted) {
    private static final int PREFIX_BYTES = 8;

    public ClientAddress {
        trusted = List.copyOf(trusted);
    }

    /** The address as text. */
    public String of(Context ctx) {
        return of(ctx.ip(), ctx.header("X-Forwarded-For"));
    }

    /**
     * The address for counting: who has one IPv6 address has 2^64 of them, so that these are one.
     */
    public String group(Context ctx) {
        return group(of(ctx));
    }

    String of(String peer, @Nullable String forwarded) {
        if (forwarded == null || !isTrusted(peer)) {
            return peer;
        }
        String client = peer;
        for (String hop : Arrays.asList(forwarded.split(",", -1)).reversed()) {
            if (Network.parse(hop.strip()) == null) {
                return client;
            }
            client = hop.strip();
            if (!isTrusted(client)) {
                return client;
            }
        }
        return client;
    }

    static String group(String address) {
        Network network = Network.parse(address);
        if (network == null || !(network.address() instanceof Inet6Address six)) {
            return address;
        }
        byte[] prefix = Arrays.copyOf(six.getAddress(), 2 * PREFIX_BYTES);
        Arrays.fill(prefix, PREFIX_BYTES, prefix.length, (byte) 0);
        try {
            return InetAddress.getByAddress(prefix).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Expected 16 bytes to be an address", e);
        }
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }
}
