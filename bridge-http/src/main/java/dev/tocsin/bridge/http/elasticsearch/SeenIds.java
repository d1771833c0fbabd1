package dev.tocsin.bridge.http.elasticsearch;

import dev.tocsin.id.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids of the last documents that Kafka has, so that a repeated {@code create} can be answered
 * with a conflict. Bounded, and of this process alone: what it forgot or never knew is taken, and
 * the topology drops it there. Thread-safe.
 */
final class SeenIds {
    /** The most ids that are remembered. */
    static final int CAPACITY = 100_000;

    private final Map<Id, Boolean> ids;

    SeenIds(int capacity) {
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
    boolean has(Id id) {
        synchronized (ids) {
            return ids.containsKey(id);
        }
    }

    /** Remembers it; false when it was remembered already. */
    boolean add(Id id) {
        synchronized (ids) {
            return ids.putIfAbsent(id, true) == null;
        }
    }

    /** 128 bits of the hash: two ids that are taken for one would lose an event. */
    record Id(long high, long low) {
        static Id of(String source, String key) {
            MessageDigest digest = Sha256.digest();
            digest.update(source.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
            return new Id(hash.getLong(), hash.getLong());
        }
    }
}
