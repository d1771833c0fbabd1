package dev.tocsin.desk.store;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/** Ids that sort by the time they were made: 48 bits of milliseconds, 80 random bits, in hex. */
public final class Ids {
    private static final int RANDOM_BYTES = 10;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Ids(InstantSource clock) {
        this.clock = clock;
    }

    /** A new id of 32 characters. */
    public String next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().toHexDigits(clock.millis(), 12) + HexFormat.of().formatHex(bytes);
    }
}
