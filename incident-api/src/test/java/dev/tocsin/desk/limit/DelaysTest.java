package dev.tocsin.desk.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.testkit.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelaysTest {
    private final FakeTime time = new FakeTime(Instant.parse("2026-01-01T00:00:00Z"));
    private final Delays delays =
            new Delays(
                    new Delays.Policy(
                            2,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(10),
                            Duration.ofMinutes(15)),
                    time);

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToTheLongest() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            assertThat(delays.begin("kim")).isZero();
            Duration wait = delays.begin("kim");
            waits.add(wait.toSeconds());
            time.advance(wait);
        }

        assertThat(waits).containsExactly(0L, 1L, 2L, 4L, 8L, 10L, 10L, 10L);
    }

    @Test
    void anAttemptThatHadToWaitDoesNotMakeTheNextOneWaitLonger() {
        fail("kim", 3);
        for (int i = 0; i < 100; i++) {
            delays.begin("kim");
        }

        assertThat(delays.begin("kim")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void manyAtOnceFindOutNoMoreThanOneAfterTheOther() {
        long begun = 0;
        for (int i = 0; i < 100; i++) {
            begun += delays.begin("kim").isZero() ? 1 : 0;
        }

        assertThat(begun).isEqualTo(3);
    }

    @Test
    void forgetsAfterATimeWithoutFailures() {
        fail("kim", 3);
        time.advance(Duration.ofMinutes(15));

        assertThat(delays.begin("kim")).isZero();
        assertThat(delays.begin("kim")).isZero();
        assertThat(delays.begin("kim")).isZero();
    }

    @Test
    void whatSucceededDoesNotCount() {
        for (int i = 0; i < 100; i++) {
            assertThat(delays.begin("kim")).isZero();
            delays.undo("kim");
        }
        fail("lee", 3);
        delays.forget("lee");

        assertThat(delays.begin("lee")).isZero();
    }

    private void fail(String who, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(delays.begin(who)).isZero();
        }
    }
}
