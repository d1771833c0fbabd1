package dev.tocsin.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Gateways of the tests: over a producer that records what it is given. */
final class Gateways {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Door DOOR = new Door("firewall", "http");

    private Gateways() {}

    static MockProducer<byte[], byte[]> producer(boolean acknowledgesAtOnce) {
        return new MockProducer<>(
                acknowledgesAtOnce,
                new RoundRobinPartitioner(),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static EventGateway over(MockProducer<byte[], byte[]> producer, String... settings) {
        Map<String, String> env = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            env.put(settings[i], settings[i + 1]);
        }
        return new EventGateway(
                GatewayConfig.from(env),
                "bridge-http",
                new KafkaPublisher(producer, Duration.ZERO),
                null,
                InstantSource.fixed(NOW));
    }

    static Submission submission(String body) {
        return Submission.of(body.getBytes(UTF_8), DOOR.source(), DOOR.protocol());
    }

    static Batch batch(BatchItem... items) {
        return new Batch(DOOR, "application/x-ndjson", "firewall", List.of(items));
    }

    static Submission keyed(String body, String key) {
        return new Submission(
                body.getBytes(UTF_8),
                DOOR.source(),
                DOOR.protocol(),
                "application/json",
                key,
                null,
                "firewall",
                "nxlog",
                Map.of("x", "y"),
                null);
    }
}
