package dev.tocsin.rules.value;

import org.jspecify.annotations.Nullable;

/**
 * An IP address as two longs. A v4-mapped v6 address ({@code ::ffff:10.0.0.1}) is its v4 address; a
 * zone ({@code %eth0}) is ignored. Names are never looked up.
 *
 * @param v4 whether it is a v4 address: then {@code high} is 0 and {@code low} holds 32 bits
 */
public record IpAddress(boolean v4, long high, long low) {
    private static final int GROUPS = 8;
    private static final int MAX_TEXT = 100;
    private static final long MAPPED = 0xffffL;

    /** The address that the text spells, or null when it spells none. */
    public static @Nullable IpAddress parse(String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            return null;
        }
        if (text.indexOf(':') < 0) {
            long v4 = parseV4(text, 0, text.length());
            return v4 < 0 ? null : new IpAddress(true, 0, v4);
        }
        int zone = text.indexOf('%');
        return parseV6(zone < 0 ? text : text.substring(0, zone));
    }

    private static long parseV4(String text, int from, int to) {
        long address = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            int end = at;
            int value = 0;
            while (end < to && end - at < 3 && isDigit(text.charAt(end))) {
                value = value * 10 + text.charAt(end++) - '0';
            }
            boolean leadingZero = end > at + 1 && text.charAt(at) == '0';
            boolean separated = part == 3 ? end == to : end < to && text.charAt(end) == '.';
            if (end == at || leadingZero || value > 255 || !separated) {
                return -1;
            }
            address = (address << 8) | value;
            at = end + 1;
        }
        return address;
    }

    private static @Nullable IpAddress parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            long[] all = new long[GROUPS];
            return groups(text, all) == GROUPS ? of(all) : null;
        }
        long[] head = new long[GROUPS];
        long[] tail = new long[GROUPS];
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int heads = before.isEmpty() ? 0 : groups(before, head);
        int tails = after.isEmpty() ? 0 : groups(after, tail);
        if (heads < 0 || tails < 0 || heads + tails >= GROUPS || before.indexOf('.') >= 0) {
            return null;
        }
        System.arraycopy(tail, 0, head, GROUPS - tails, tails);
        return of(head);
    }

    /** Reads colon-separated groups; returns how many, or -1 when the text is malformed. */
    private static int groups(String text, long[] into) {
        int count = 0;
        int at = 0;
        while (at <= text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? text.length() : colon;
            if (colon < 0 && text.indexOf('.', at) >= 0) {
                long v4 = parseV4(text, at, end);
                if (v4 < 0 || count > GROUPS - 2) {
                    return -1;
                }
                into[count] = v4 >>> 16;
                into[count + 1] = v4 & 0xffff;
                return count + 2;
            }
            long group = count < GROUPS ? hex(text, at, end) : -1;
            if (group < 0) {
                return -1;
            }
            into[count++] = group;
            at = end + 1;
        }
        return count;
    }

    private static long hex(String text, int from, int to) {
        if (to == from || to - from > 4) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    private static IpAddress of(long[] g) {
        long high = (g[0] << 48) | (g[1] << 32) | (g[2] << 16) | g[3];
        long low = (g[4] << 48) | (g[5] << 32) | (g[6] << 16) | g[7];
        return high == 0 && low >>> 32 == MAPPED
                ? new IpAddress(true, 0, low & 0xffffffffL)
                : new IpAddress(false, high, low);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The usual spelling for v4, all eight groups for v6. */
    @Override
    public String toString() {
        if (v4) {
            return (low >>> 24)
                    + "."
                    + ((low >> 16) & 255)
                    + "."
                    + ((low >> 8) & 255)
                    + "."
                    + (low & 255);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            long half = i < 4 ? high : low;
            text.append(i == 0 ? "" : ":")
                    .append(Long.toHexString((half >>> (48 - (i % 4) * 16)) & 0xffff));
        }
        return text.toString();
    }
}
