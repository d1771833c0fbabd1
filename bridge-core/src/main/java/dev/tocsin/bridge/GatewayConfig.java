package dev.tocsin.bridge;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import dev.tocsin.topic.KafkaAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Settings and limits of the gateway, the same for every door.
 *
 * @param kafka how to reach Kafka
 * @param maxBodyBytes the largest body, after its content encoding is undone
 * @param maxEventBytes the largest event; with its headers it must fit a record of the broker
 * @param maxEventsPerBody the most events in one body
 * @param inFlightBytes memory for events that Kafka did not acknowledge yet
 * @param deliveryTimeout how long Kafka may take to acknowledge before the sender is told to come
 *     again
 * @param maxDoors the most pairs of source and protocol with counters of their own
 * @param retryAfter when the sender is told to come again
 */
public record GatewayConfig(
        KafkaAccess kafka,
        int maxBodyBytes,
        int maxEventBytes,
        int maxEventsPerBody,
        int inFlightBytes,
        int maxDoors,
        Duration deliveryTimeout,
        Duration retryAfter) {

    /** What a record takes beside its value: headers, bookkeeping. */
    static final int RECORD_OVERHEAD = 256;

    private static final String MAX_BODY = "TOCSIN_INGEST_MAX_BODY_BYTES";
    private static final String MAX_EVENT = "TOCSIN_INGEST_MAX_EVENT_BYTES";
    private static final String MAX_EVENTS = "TOCSIN_INGEST_MAX_EVENTS_PER_BODY";
    private static final String IN_FLIGHT = "TOCSIN_INGEST_IN_FLIGHT_BYTES";
    private static final String MAX_DOORS = "TOCSIN_INGEST_MAX_METRIC_DOORS";
    private static final String TIMEOUT = "TOCSIN_INGEST_DELIVERY_TIMEOUT_MS";
    private static final String RETRY_AFTER = "TOCSIN_INGEST_RETRY_AFTER_MS";

    public GatewayConfig {
        // The body as it was sent, the body decoded, and the copy in the producer's buffer.
        long largest = 3L * maxBodyBytes + (long) maxEventsPerBody * RECORD_OVERHEAD;
        if (inFlightBytes < largest) {
            throw new IllegalArgumentException(
                    ("Expected %s to be at least %d, so that the largest body (%s=%d, %s=%d) can"
                                    + " ever be taken, but found %d")
                            .formatted(
                                    IN_FLIGHT,
                                    largest,
                                    MAX_BODY,
                                    maxBodyBytes,
                                    MAX_EVENTS,
                                    maxEventsPerBody,
                                    inFlightBytes));
        }
    }

    /** The settings of an environment. */
    public static GatewayConfig from(Map<String, String> env) {
        Settings settings = new Settings(env);
        return new GatewayConfig(
                KafkaAccess.from(env),
                (int) settings.number(MAX_BODY, 10 << 20, 1024, 256 << 20),
                (int) settings.number(MAX_EVENT, 1_000_000, 1024, 64 << 20),
                (int) settings.number(MAX_EVENTS, 50_000, 1, 1_000_000),
                (int) settings.number(IN_FLIGHT, 128 << 20, 1 << 20, Integer.MAX_VALUE),
                (int) settings.number(MAX_DOORS, 1_000, 1, 100_000),
                settings.millis(TIMEOUT, Duration.ofSeconds(15)),
                settings.millis(RETRY_AFTER, Duration.ofSeconds(2)));
    }

    /**
     * Reads the certificates and log-in modules of Kafka's settings, and asks no server.
     *
     * @throws IOException when they cannot be used; the message says why
     */
    public void check() throws IOException {
        KafkaPublisher.check(this);
    }

    /** The settings in effect. */
    public Description describe() {
        Description shown = new Description().with(KafkaAccess.BOOTSTRAP, kafka.bootstrapServers());
        kafka.shown().forEach(shown::with);
        return shown.with(MAX_BODY, maxBodyBytes)
                .with(MAX_EVENT, maxEventBytes)
                .with(MAX_EVENTS, maxEventsPerBody)
                .with(IN_FLIGHT, inFlightBytes)
                .with(MAX_DOORS, maxDoors)
                .with(TIMEOUT, deliveryTimeout.toMillis())
                .with(RETRY_AFTER, retryAfter.toMillis());
    }

    /** What a body of so many bytes and items takes of the budget. */
    int cost(int bytes, int items) {
        return Math.addExact(bytes, Math.multiplyExact(items, RECORD_OVERHEAD));
    }
}
