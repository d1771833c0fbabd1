package dev.tocsin.topology.normalize;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Reads IP addresses; never asks a name server. */
final class Ip {
    private static final int LONGEST = 64;
    private static final String MAPPED_V4 = "::ffff:";

    private Ip() {}

    /**
     * The address as ECS wants it: without zone, a v4-mapped v6 address as its v4, everything else
     * as it was written in lower case. Null when the text is not an address.
     */
    static @Nullable String canonical(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !beginsLikeAnAddress(text.charAt(0))) {
            return null;
        }
        int zone = text.indexOf('%');
        String address = Texts.lower(zone < 0 ? text : text.substring(0, zone));
        if (address.startsWith(MAPPED_V4) && address.indexOf('.') > 0) {
            address = address.substring(MAPPED_V4.length());
        }
        try {
            InetAddress _ = InetAddress.ofLiteral(address);
            return address.startsWith("[") ? null : address;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static boolean beginsLikeAnAddress(char first) {
        return first == ':' || Character.digit(first, 16) >= 0;
    }
}
