package dev.tocsin.desk.store;

import dev.tocsin.id.ContentId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that sort by the time they were made: 48 bits of milliseconds, 16 bits that count within one,
 * 64 random bits, in hex. Ids of one process never sort against their order. Thread-safe.
 */
public final class Ids {
    private static final int RANDOM_BYTES = 8;
    private static final int COUNT_BITS = 16;
    private static final int RANDOM_DIGITS = 2 * RANDOM_BYTES;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong last = new AtomicLong();

    public Ids(InstantSource clock) {
        this.clock = clock;
    }

    /** A new id of 32 characters. */
    public String next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        long now = clock.millis() << COUNT_BITS;
        long time = last.updateAndGet(before -> Math.max(before + 1, now));
        return HexFormat.of().toHexDigits(time) + HexFormat.of().formatHex(bytes);
    }

    /**
     * The id of what follows from something else: the same, whoever makes it and however often. In
     * the place of the random bits it has some that are a function of the parts.
     *
     * @param atMs by which it sorts
     * @param nth among those of one time, from 0
     */
    public static String of(long atMs, int nth, String... parts) {
        return HexFormat.of().toHexDigits((atMs << COUNT_BITS) + nth)
                + ContentId.of(parts).substring(0, RANDOM_DIGITS);
    }
}
