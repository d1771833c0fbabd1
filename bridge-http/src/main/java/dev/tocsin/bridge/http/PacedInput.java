package dev.tocsin.bridge.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A body that must come at a least average rate, once its first seconds are over: who sends a byte
 * now and then would hold a request, and memory of others, for ever.
 */
final class PacedInput extends FilterInputStream {
    /** How long a body may take to get going. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final int bytesPerSecond;
    private final LongSupplier nanos;
    private final long began;
    private long read;

    /**
     * @param bytesPerSecond the least rate; 0 for any
     * @param nanos a clock like {@link System#nanoTime}
     */
    PacedInput(InputStream in, int bytesPerSecond, LongSupplier nanos) {
        super(in);
        this.bytesPerSecond = bytesPerSecond;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    /** The body comes too slowly. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1L;

        TooSlow(int expected) {
            super(
                    "Expected a body of at least "
                            + expected
                            + " bytes a second (TOCSIN_HTTP_MIN_BYTES_PER_SECOND), but found fewer");
        }
    }

    /** How many bytes have been read. */
    long count() {
        return read;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? -1 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        count(count);
        return count;
    }

    private void count(int more) throws TooSlow {
        if (more < 0) {
            return;
        }
        read += more;
        long elapsed = nanos.getAsLong() - began;
        double least = (double) bytesPerSecond * elapsed / Duration.ofSeconds(1).toNanos();
        if (elapsed > GRACE.toNanos() && read < least) {
            throw new TooSlow(bytesPerSecond);
        }
    }
}
