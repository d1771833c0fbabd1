package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * An address, with its port or not, as OpenSSH's server writes it: {@code 192.0.2.1 port 22}.
 *
 * @param begin where the text before it ends
 * @param address as it was written
 * @param port its digits, or null
 */
record SshdOrigin(int begin, String address, @Nullable String port) {
    private static final String PORT = " port ";
    private static final int LONGEST_ADDRESS = 255;

    /** Puts it into the source; false if there is none. */
    static boolean put(@Nullable SshdOrigin origin, Draft draft) {
        if (origin == null) {
            return false;
        }
        draft.putEndpoint("source", origin.address());
        if (origin.port() != null) {
            draft.putNumber("source.port", TextNode.valueOf(origin.port()));
        }
        return true;
    }

    /** The last one that a mark stands before. */
    static @Nullable SshdOrigin last(String text, String mark) {
        for (int at = text.lastIndexOf(mark); at >= 0; at = text.lastIndexOf(mark, at - 1)) {
            SshdOrigin found = at(text, at + mark.length());
            if (found != null) {
                return new SshdOrigin(at, found.address(), found.port());
            }
        }
        return null;
    }

    /** The last one with a port that a space stands before. */
    static @Nullable SshdOrigin beforeLastPort(String text) {
        for (int at = text.lastIndexOf(PORT); at > 0; at = text.lastIndexOf(PORT, at - 1)) {
            int space = text.lastIndexOf(' ', at - 1);
            SshdOrigin found = at - space > LONGEST_ADDRESS ? null : at(text, space + 1);
            if (found != null && found.port() != null) {
                return new SshdOrigin(Math.max(space, 0), found.address(), found.port());
            }
        }
        return null;
    }

    /** The one that begins at a place: an address or a name, and nothing of a name behind it. */
    static @Nullable SshdOrigin at(String text, int begin) {
        int end = begin;
        while (end < text.length() && end - begin <= LONGEST_ADDRESS && text.charAt(end) != ' ') {
            end++;
        }
        String address = text.substring(begin, end);
        if (address.isEmpty() || address.length() > LONGEST_ADDRESS) {
            return null;
        }
        Scan scan = new Scan(text);
        scan.moveTo(end);
        if (!scan.skip(PORT)) {
            boolean alone = Ip.canonical(trimmed(address)) != null || scan.atEnd();
            return alone ? new SshdOrigin(begin, trimmed(address), null) : null;
        }
        String port = scan.digits(5);
        boolean ends = scan.atEnd() || scan.next() == ' ' || scan.next() == ':';
        return port.isEmpty() || !ends ? null : new SshdOrigin(begin, address, port);
    }

    /** {@code Received disconnect from 192.0.2.1: 11: bye}, of old versions. */
    private static String trimmed(String address) {
        boolean colon = address.endsWith(":") && !address.endsWith("::");
        return colon ? address.substring(0, address.length() - 1) : address;
    }
}
