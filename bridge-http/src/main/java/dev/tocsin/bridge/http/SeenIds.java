package dev.tocsin.bridge.http;

import dev.tocsin.id.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last things that Kafka has, by a hash of their sender and what they are known by: an id, so
 * that a repeated {@code create} can be answered with a conflict, or the bytes of a request.
 * Bounded, and of this process alone: what it forgot or never knew is taken, and what has an id is
 * dropped in the topology. Thread-safe.
 */
public final class SeenIds {
    /** The most ids that are remembered. */
    public static final int CAPACITY = 100_000;

    private final Map<Id, Boolean> ids;

    /**
     * @param capacity the most that are remembered
     */
    public SeenIds(int capacity) {
        this.ids =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Id, Boolean> eldest) {
                        return size() > capacity;
                    }
                };
    }

    /** Whether it is remembered. */
    public boolean has(Id id) {
        synchronized (ids) {
            return ids.containsKey(id);
        }
    }

    /** Remembers it; false when it was remembered already. */
    public boolean add(Id id) {
        synchronized (ids) {
            return ids.putIfAbsent(id, true) == null;
        }
    }

    /** 128 bits of the hash: two ids that are taken for one would lose an event. */
    public record Id(long high, long low) {
        /** Of an id among those of a source. */
        public static Id of(String source, String key) {
            return of(source, key.getBytes(StandardCharsets.UTF_8));
        }

        /** Of bytes that a source sent. */
        static Id of(String source, byte[] bytes) {
            MessageDigest digest = Sha256.digest();
            digest.update(source.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(bytes));
            return new Id(hash.getLong(), hash.getLong());
        }
    }
}
