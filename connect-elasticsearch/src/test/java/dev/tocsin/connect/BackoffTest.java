package dev.tocsin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), Integer.MAX_VALUE);

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 200", "3, 800", "7, 10000", "40, 10000", "2147483647, 10000"})
    void pausesBetweenHalfAndTheWhole(int retry, long wholeMs) {
        assertThat(backoff.pause(retry).toMillis()).isBetween(wholeMs / 2, wholeMs);
    }
}
