package dev.tocsin.launcher.backtest;

import dev.tocsin.id.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Remembers ids by 64 bits of their hash: two of a hundred million ids are taken for one with a
 * chance of one in several thousand. Not thread-safe.
 */
final class SeenIds {
    private static final int FIRST_SIZE = 1 << 16;

    private final MessageDigest digest = Sha256.digest();
    private long[] slots = new long[FIRST_SIZE];
    private int size;

    /** Whether the id is new. */
    boolean add(String id) {
        long hash = ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.UTF_8))).getLong();
        boolean added = put(slots, hash == 0 ? 1 : hash);
        if (added && ++size > slots.length / 2) {
            long[] larger = new long[Math.multiplyExact(slots.length, 2)];
            Arrays.stream(slots).filter(slot -> slot != 0).forEach(slot -> put(larger, slot));
            slots = larger;
        }
        return added;
    }

    private static boolean put(long[] slots, long hash) {
        int at = (int) hash & (slots.length - 1);
        while (slots[at] != 0) {
            if (slots[at] == hash) {
                return false;
            }
            at = (at + 1) & (slots.length - 1);
        }
        slots[at] = hash;
        return true;
    }
}
