package dev.tocsin.bridge.split;

import dev.tocsin.bridge.split.ObjectCheck.Found;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a range of bytes is an event: one JSON object in UTF-8, within the limits of all
 * events. For protocols that say themselves where an event ends.
 */
public final class OneObject {
    private OneObject() {}

    /**
     * Why the bytes are no event, or null when they are one; white space around it does not matter.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public static @Nullable String defect(byte[] body, int from, int to) {
        int start = Bytes.skipSpace(body, from, to);
        if (start == to || body[start] != '{') {
            return expected("one JSON object", body, start, to);
        }
        return switch (ObjectCheck.read(body, start, to)) {
            case Found.Broken(int _, String reason) -> reason;
            case Found.Complete(int end) -> {
                int rest = Bytes.skipSpace(body, end, to);
                yield rest == to ? null : expected("nothing behind the object", body, rest, to);
            }
        };
    }

    private static String expected(String what, byte[] body, int at, int to) {
        String found = at < to ? Bytes.show(body[at]) : "the end";
        return "Expected " + what + " at byte " + at + " of the body, but found " + found;
    }
}
