package dev.tocsin.topology.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamClockTest {
    private final StreamClock clock = new StreamClock();

    @Test
    void setsNoLimitBeforeAnythingWasSeen() {
        clock.observe(-1, 1_000);
        assertThat(clock.now(5_000)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void goesOnWithTheWallWhileTheStreamIsIdle() {
        clock.observe(100, 1_000);
        assertThat(clock.now(1_000)).isEqualTo(100);
        assertThat(clock.now(1_250)).isEqualTo(350);
    }

    @Test
    void jumpsWithTheStream() {
        clock.observe(100, 1_000);
        clock.observe(900_000, 1_001);
        assertThat(clock.now(1_001)).isEqualTo(900_000);
    }

    @Test
    void neverRunsBackwards() {
        clock.observe(100, 1_000);
        assertThat(clock.now(3_000)).isEqualTo(2_100);
        clock.observe(200, 3_000);
        assertThat(clock.now(3_000)).isEqualTo(2_100);
        clock.observe(150, 3_500);
        assertThat(clock.now(3_500)).isEqualTo(2_100);
        assertThat(clock.now(1_000)).isEqualTo(2_100);
    }
}
