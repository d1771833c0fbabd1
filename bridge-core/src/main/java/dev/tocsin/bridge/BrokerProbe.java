package dev.tocsin.bridge;

import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Asks Kafka whether it is there and has the topics that the gateway writes to. Thread-safe. */
public final class BrokerProbe implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final List<String> TOPICS =
            List.of(Topics.EVENTS_RAW.name(), Topics.DEAD_LETTERS.name());

    private final Admin admin;
    private final ReentrantLock asking = new ReentrantLock();
    private boolean answer;
    private long answeredAt = System.nanoTime() - FRESH.toNanos();

    private BrokerProbe(Admin admin) {
        this.admin = admin;
    }

    /** A probe of the brokers. */
    public static BrokerProbe open(KafkaAccess kafka) {
        int timeoutMs = (int) TIMEOUT.toMillis();
        return new BrokerProbe(
                Admin.create(
                        kafka.with(
                                Map.of(
                                        AdminClientConfig.CLIENT_ID_CONFIG,
                                        "tocsin-gateway-probe",
                                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                        timeoutMs,
                                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                        timeoutMs,
                                        AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                                        1_000))));
    }

    /** Whether Kafka answers; an answer is good for a second. Waits for at most two. */
    public boolean reachable() {
        asking.lock();
        try {
            if (System.nanoTime() - answeredAt >= FRESH.toNanos()) {
                answer = ask();
                answeredAt = System.nanoTime();
            }
            return answer;
        } finally {
            asking.unlock();
        }
    }

    private boolean ask() {
        try {
            admin.describeTopics(TOPICS)
                    .allTopicNames()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
