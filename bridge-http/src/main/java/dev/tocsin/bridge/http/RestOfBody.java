package dev.tocsin.bridge.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is still to come of a body that is not wanted. A connection that is closed with bytes unread
 * is reset, and the sender never sees why: so the rest is read, into no memory, before the answer.
 * Thread-safe.
 */
final class RestOfBody {
    /** How long a sender may take with a body that is thrown away. */
    static final Duration MOST_TIME = Duration.ofSeconds(10);

    /** How many times the largest body is read at most; what is larger may see a reset. */
    static final int MOST_BODIES = 8;

    private static final Logger LOG = LoggerFactory.getLogger(RestOfBody.class);
    private static final int CHUNK = 8 << 10;

    private final HttpLimits limits;
    private final long mostBytes;

    /**
     * @param maxBodyBytes the largest body that is taken
     */
    RestOfBody(HttpLimits limits, int maxBodyBytes) {
        this.limits = limits;
        this.mostBytes = (long) MOST_BODIES * maxBodyBytes;
    }

    /** The body of a request, at the least rate that there must be. */
    PacedInput open(Context ctx) {
        return new PacedInput(new AwaitedBody(ctx), limits.minBytesPerSecond(), System::nanoTime);
    }

    /** Reads a body of which nothing was read, to its end or to a limit. */
    void discard(Context ctx) {
        discard(ctx, open(ctx));
    }

    /**
     * Reads to the end, or to a limit: then the sender may see the connection reset. A body that
     * comes too slowly, or not to its end, changes nothing about the answer.
     */
    void discard(Context ctx, PacedInput in) {
        boolean inVain = ctx.req().getContentLengthLong() > mostBytes;
        if (inVain || (in.count() == 0 && waitsForConsent(ctx))) {
            return;
        }
        try {
            read(in);
        } catch (IOException e) {
            LOG.debug("Expected the rest of a body that is not wanted, but: {}", e.toString());
        }
    }

    /** The sender shows no body before it is told to; it sees the answer instead. */
    private static boolean waitsForConsent(Context ctx) {
        return "100-continue".equalsIgnoreCase(ctx.header("Expect"));
    }

    private void read(PacedInput in) throws IOException {
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
