package dev.tocsin.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedInputTest {
    private final AtomicLong now = new AtomicLong();

    @Test
    void refusesABodyThatDripsOnceItsFirstSecondsAreOver() throws IOException {
        PacedInput in = paced(100);
        assertThat(in.read(new byte[200])).isEqualTo(200);
        after(PacedInput.GRACE);
        assertThat(in.read()).isZero();
        after(Duration.ofMillis(1));

        assertThatExceptionOfType(PacedInput.TooSlow.class)
                .isThrownBy(in::read)
                .withMessageContaining("at least 100 bytes a second");
    }

    @Test
    void takesABodyThatKeepsItsPaceForAnyTime() throws IOException {
        PacedInput in = paced(100);
        for (int second = 0; second < 60; second++) {
            assertThat(in.read(new byte[100])).isEqualTo(100);
            after(Duration.ofSeconds(1).minusNanos(1));
        }
    }

    @Test
    void takesAnyPaceWhereNoneIsWanted() throws IOException {
        PacedInput in = paced(0);
        after(Duration.ofDays(1));

        assertThat(in.read()).isZero();
    }

    private PacedInput paced(int bytesPerSecond) {
        return new PacedInput(new ByteArrayInputStream(new byte[10_000]), bytesPerSecond, now::get);
    }

    private void after(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
