package dev.tocsin.bridge.http;

import dev.tocsin.id.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last requests that were stored, to count those that come again: most likely their sender did
 * not see the answer. What has no id is stored again all the same, for two events can be alike.
 * Bounded, and of this process alone. Thread-safe.
 */
final class Repeats {
    /** The most requests that are remembered. */
    static final int CAPACITY = 10_000;

    private final Map<Print, Boolean> stored;

    Repeats(int capacity) {
        this.stored =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Print, Boolean> eldest) {
                        return size() > capacity;
                    }
                };
    }

    /** Remembers a request that was stored; true when its sender had stored the same bytes. */
    boolean isRepeated(Received received) {
        Print print = Print.of(received);
        synchronized (stored) {
            return stored.put(print, true) != null;
        }
    }

    /** 128 bits of the hash of who sends and what. */
    private record Print(long high, long low) {
        static Print of(Received received) {
            MessageDigest digest = Sha256.digest();
            digest.update(received.sender().source().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(received.body()));
            return new Print(hash.getLong(), hash.getLong());
        }
    }
}
