package dev.tocsin.rules.value;

import org.jspecify.annotations.Nullable;

/**
 * A network in CIDR notation. A v6 network inside {@code ::ffff:0:0/96} is its v4 network.
 *
 * @param address an address of it, with or without host bits
 * @param prefix number of fixed bits
 */
public record Network(IpAddress address, int prefix) {
    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;
    private static final int MAPPED_BITS = V6_BITS - V4_BITS;

    /**
     * The network that the text spells, or null when it spells none. A bare address is the network
     * of that one address.
     */
    public static @Nullable Network parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        IpAddress address = IpAddress.parse(host);
        if (address == null) {
            return null;
        }
        boolean mapped = address.v4() && host.indexOf(':') >= 0;
        int bits = address.v4() && !mapped ? V4_BITS : V6_BITS;
        int written = slash < 0 ? bits : prefix(text.substring(slash + 1), bits);
        int prefix = mapped ? written - MAPPED_BITS : written;
        return written < 0 || prefix < 0 ? null : new Network(address, prefix);
    }

    private static int prefix(String text, int max) {
        if (text.isEmpty() || text.length() > 3) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value > max ? -1 : value;
    }

    /** Whether the address has bits set that the prefix does not fix. */
    public boolean hasHostBits() {
        return !base().equals(this);
    }

    /** This network without host bits. */
    public Network base() {
        return new Network(masked(address), prefix);
    }

    /** Whether the address lies in this network. */
    public boolean contains(IpAddress other) {
        return other.v4() == address.v4() && masked(other).equals(masked(address));
    }

    private IpAddress masked(IpAddress a) {
        if (a.v4()) {
            return new IpAddress(true, 0, a.low() & mask(prefix, V4_BITS));
        }
        long high = a.high() & mask(Math.min(prefix, 64), 64);
        long low = a.low() & mask(Math.max(prefix - 64, 0), 64);
        return new IpAddress(false, high, low);
    }

    private static long mask(int ones, int width) {
        return ones == 0 ? 0 : -1L << (width - ones);
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
