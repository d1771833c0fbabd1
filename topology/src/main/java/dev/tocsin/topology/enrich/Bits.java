package dev.tocsin.topology.enrich;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An address or a network of either version of IP, as the first bits of an address of version 6;
 * one of version 4 is mapped. The bits behind the length are zero.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 * @param length how many bits count, 128 for an address
 */
record Bits(long high, long low, int length) {
    static final int ALL = 128;

    private static final int HALF = 64;
    private static final int MAPPED = 96;
    private static final long MAPPED_LOW = 0xffff_0000_0000L;
    private static final int LONGEST = 64;

    /** The address that a text is, or null; never asks a name server. */
    static @Nullable Bits address(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST || !isLiteral(text)) {
            return null;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
            return address instanceof Inet4Address
                    ? new Bits(0, MAPPED_LOW | Integer.toUnsignedLong(bytes.getInt()), ALL)
                    : new Bits(bytes.getLong(), bytes.getLong(), ALL);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** The network of {@code 10.0.0.0/8} or {@code 2001:db8::/32}, or that of one address. */
    static @Nullable Bits network(String text) {
        int slash = text.indexOf('/');
        Bits address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null || slash < 0) {
            return address;
        }
        try {
            int length = Integer.parseInt(text.substring(slash + 1));
            int whole = text.indexOf(':') < 0 ? length + MAPPED : length;
            boolean fits = length >= 0 && whole <= ALL;
            return fits ? address.prefix(whole) : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** The network of the first bits. */
    Bits prefix(int bits) {
        return new Bits(high & mask(bits), low & mask(bits - HALF), bits);
    }

    boolean isVersion4() {
        return high == 0 && (low & ~0xffff_ffffL) == MAPPED_LOW;
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= HALF ? -1 : -1L << (HALF - bits);
    }

    /** Digits and a dot, or a colon: everything else would cost an exception. */
    private static boolean isLiteral(String text) {
        char first = text.charAt(0);
        return text.indexOf(':') >= 0 || (first >= '0' && first <= '9' && text.indexOf('.') > 0);
    }
}
