package dev.tocsin.bridge.http;

import java.io.IOException;
import java.time.Duration;

/**
 * What is still to come of a body that is not wanted. A connection that is closed with bytes unread
 * is reset, and the sender never sees why: so the rest is read, into no memory, before the answer.
 */
final class RestOfBody {
    /** How long a sender may take with a body that is thrown away. */
    static final Duration MOST_TIME = Duration.ofSeconds(10);

    private static final int CHUNK = 8 << 10;

    private RestOfBody() {}

    /**
     * Reads to the end, or to a limit: then the sender may see the connection reset.
     *
     * @param mostBytes how much is read at most
     * @throws PacedInput.TooSlow when it comes too slowly
     */
    static void discard(PacedInput in, long mostBytes) throws IOException {
        long began = System.nanoTime();
        long last = in.count() + mostBytes;
        byte[] nowhere = new byte[CHUNK];
        while (in.count() < last
                && System.nanoTime() - began < MOST_TIME.toNanos()
                && in.read(nowhere, 0, CHUNK) >= 0) {
            // What was read is forgotten with the next read.
        }
    }
}
