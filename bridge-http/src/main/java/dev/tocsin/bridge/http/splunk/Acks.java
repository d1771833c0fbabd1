package dev.tocsin.bridge.http.splunk;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ack ids of each channel. An id is given only for what Kafka has, so one number is enough for
 * a channel: every id below the next one is acknowledged. A channel that was forgotten begins anew,
 * and its old ids are not acknowledged until as many new ones are; what they stood for is in Kafka
 * all the same. Bounded; thread-safe.
 */
final class Acks {
    /** The most channels that are remembered. */
    static final int MAX_CHANNELS = 10_000;

    private final Map<Key, Long> next;

    Acks(int maxChannels) {
        this.next =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
                        return size() > maxChannels;
                    }
                };
    }

    /** The id for something that Kafka has. */
    long acknowledge(String source, String channel) {
        synchronized (next) {
            return next.merge(new Key(source, channel), 1L, Long::sum) - 1;
        }
    }

    /** Whether the id was given. */
    boolean isAcknowledged(String source, String channel, long id) {
        synchronized (next) {
            return id >= 0 && id < next.getOrDefault(new Key(source, channel), 0L);
        }
    }

    private record Key(String source, String channel) {}
}
