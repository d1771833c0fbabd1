package dev.tocsin.topology;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));
    private final ThreadFailures failures = new ThreadFailures(now::get);

    @Test
    void replacesAThreadAFewTimesAndThenStops() {
        for (int i = 0; i < ThreadFailures.MOST; i++) {
            assertThat(fail()).isEqualTo(REPLACE_THREAD);
        }
        assertThat(fail()).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void forgetsFailuresOfLongAgo() {
        for (int i = 0; i < ThreadFailures.MOST; i++) {
            fail();
        }
        now.updateAndGet(before -> before.plusSeconds(601));
        assertThat(fail()).isEqualTo(REPLACE_THREAD);
    }

    private Object fail() {
        return failures.handle(new IllegalStateException("a failure"));
    }
}
