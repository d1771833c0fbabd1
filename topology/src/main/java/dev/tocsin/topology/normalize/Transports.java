package dev.tocsin.topology.normalize;

import org.jspecify.annotations.Nullable;

/** Names of IP protocols, as IANA numbers them. */
final class Transports {
    private Transports() {}

    /** The name in ECS's spelling; null for numbers that hardly anybody meets. */
    static @Nullable String name(long number) {
        return name(Long.toString(number));
    }

    /** As {@link #name(long)}, of the number's digits. */
    static @Nullable String name(String number) {
        return switch (number) {
            case "1" -> "icmp";
            case "2" -> "igmp";
            case "6" -> "tcp";
            case "17" -> "udp";
            case "41" -> "ipv6";
            case "47" -> "gre";
            case "50" -> "esp";
            case "51" -> "ah";
            case "58" -> "ipv6-icmp";
            case "89" -> "ospf";
            case "132" -> "sctp";
            default -> null;
        };
    }
}
