package dev.tocsin.bridge.split;

import java.util.Arrays;

/** One item of a body: bytes {@code from} (inclusive) to {@code to} (exclusive). */
public sealed interface Item {
    int from();

    int to();

    /** The number of bytes. */
    default int length() {
        return to() - from();
    }

    /** The item's own bytes, unchanged. */
    default byte[] bytes(byte[] body) {
        return length() == body.length ? body : Arrays.copyOfRange(body, from(), to());
    }

    /** One JSON object, checked to its end. */
    record Event(int from, int to) implements Item {}

    /**
     * Bytes that are no event. May be empty, where something is missing.
     *
     * @param reason what was expected, what was found, and at which byte of the body
     */
    record Malformed(int from, int to, String reason) implements Item {}
}
