package dev.tocsin.bridge;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that Kafka stopped or started again to acknowledge, not every record. Thread-safe. */
final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);
    private static final long QUIET_NS = Duration.ofSeconds(10).toNanos();

    private final AtomicBoolean warned = new AtomicBoolean();
    private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - QUIET_NS);

    /** Notes Kafka's answer for one record; null is an acknowledgement. */
    void note(@Nullable Exception error) {
        switch (error) {
            case null -> acknowledged();
            case RecordTooLargeException _ -> {}
            case Exception e -> failed(e);
        }
    }

    private void acknowledged() {
        if (warned.get() && warned.compareAndSet(true, false)) {
            LOG.info("Kafka acknowledges again");
        }
    }

    private void failed(Exception error) {
        long now = System.nanoTime();
        long last = lastWarning.get();
        if (now - last >= QUIET_NS && lastWarning.compareAndSet(last, now)) {
            warned.set(true);
            LOG.warn(
                    "Expected Kafka to acknowledge, but found {}; senders are told to come again",
                    error.toString());
        }
    }
}
