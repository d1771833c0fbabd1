package dev.tocsin.desk.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that are not on the public Internet (the IANA registries of special-purpose addresses,
 * RFC 6890), and those behind which clouds tell a machine its secrets.
 */
final class SpecialAddresses {
    private static final int V4_LENGTH = 4;

    /** Where translations keep an IPv4 address: after so many bytes of an IPv6 one. */
    private record Translation(Network network, int at) {}

    private record Special(Network network, String kind) {}

    private static final List<Translation> TRANSLATIONS =
            List.of(
                    new Translation(Network.ofLiteral("::/96"), 12),
                    new Translation(Network.ofLiteral("::ffff:0:0:0/96"), 12),
                    new Translation(Network.ofLiteral("64:ff9b::/96"), 12),
                    new Translation(Network.ofLiteral("2002::/16"), 2));

    private static final List<Special> METADATA =
            List.of(
                    special("169.254.169.254/32", "metadata"),
                    special("169.254.170.2/32", "metadata"),
                    special("168.63.129.16/32", "metadata"),
                    special("100.100.100.200/32", "metadata"),
                    special("192.0.0.192/32", "metadata"),
                    special("fd00:ec2::/32", "metadata"),
                    special("fd20:ce::/32", "metadata"));

    private static final List<Special> SPECIAL =
            List.of(
                    special("0.0.0.0/8", "unspecified"),
                    special("10.0.0.0/8", "private"),
                    special("100.64.0.0/10", "shared"),
                    special("127.0.0.0/8", "loopback"),
                    special("169.254.0.0/16", "link-local"),
                    special("172.16.0.0/12", "private"),
                    special("192.0.0.0/24", "reserved"),
                    special("192.0.2.0/24", "documentation"),
                    special("192.88.99.0/24", "reserved"),
                    special("192.168.0.0/16", "private"),
                    special("198.18.0.0/15", "benchmarking"),
                    special("198.51.100.0/24", "documentation"),
                    special("203.0.113.0/24", "documentation"),
                    special("224.0.0.0/4", "multicast"),
                    special("240.0.0.0/4", "reserved"),
                    special("::/128", "unspecified"),
                    special("::1/128", "loopback"),
                    special("fc00::/7", "private"),
                    special("fe80::/10", "link-local"),
                    special("fec0::/10", "private"),
                    special("ff00::/8", "multicast"),
                    special("2001::/23", "reserved"),
                    special("2001:db8::/32", "documentation"),
                    special("3fff::/20", "documentation"));

    private static final Network GLOBAL_V6 = Network.ofLiteral("2000::/3");

    private SpecialAddresses() {}

    private static Special special(String network, String kind) {
        return new Special(Network.ofLiteral(network), kind);
    }

    /** What kind of special address it is; null when it is a public one. */
    static @Nullable String kindOf(InetAddress address) {
        InetAddress target = target(address);
        String kind = kindIn(METADATA, target);
        if (kind == null) {
            kind = kindIn(SPECIAL, target);
        }
        boolean unassigned =
                kind == null
                        && target.equals(address)
                        && address.getAddress().length > V4_LENGTH
                        && !GLOBAL_V6.overlaps(network(address));
        return unassigned ? "reserved" : kind;
    }

    /** Whether a cloud answers there with the secrets of a machine. */
    static boolean isMetadata(InetAddress address) {
        return kindIn(METADATA, target(address)) != null;
    }

    /** The IPv4 address that an IPv6 one is translated to, or the address itself. */
    static InetAddress target(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == V4_LENGTH || isUnspecifiedOrLoopback(bytes)) {
            return address;
        }
        for (Translation translation : TRANSLATIONS) {
            if (translation.network().overlaps(network(address))) {
                return v4(bytes, translation.at());
            }
        }
        return isIsatap(bytes) ? v4(bytes, 12) : address;
    }

    /** An address as a network of its own. */
    static Network network(InetAddress address) {
        return new Network(address, address.getAddress().length * Byte.SIZE);
    }

    /** The addresses :: and ::1 look like translated ones, but are none. */
    private static boolean isUnspecifiedOrLoopback(byte[] bytes) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[bytes.length - 1] <= 1 && bytes[bytes.length - 1] >= 0;
    }

    /** RFC 5214: the identifier of the interface is 0000:5efe or 0200:5efe and the address. */
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & ~0x02) == 0
                && bytes[9] == 0
                && bytes[10] == 0x5e
                && (bytes[11] & 0xff) == 0xfe;
    }

    private static InetAddress v4(byte[] bytes, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + V4_LENGTH));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Expected four bytes to be an address", e);
        }
    }

    private static @Nullable String kindIn(List<Special> list, InetAddress address) {
        Network wanted = network(address);
        for (Special special : list) {
            if (special.network().overlaps(wanted)) {
                return special.kind();
            }
        }
        return null;
    }
}
