package dev.tocsin.desk.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventIntervalsTest {
    private static final long NOON = Instant.parse("2026-11-30T12:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        "1, 60, 1",
        "60000, 60, 1000",
        "86400000, 60, 1800000",
        "86400000, 24, 3600000",
        "604800000, 60, 10800000",
        "31536000000, 60, 604800000",
    })
    void takesTheShortestLengthThatIsLongEnough(long span, int bars, long length) {
        assertThat(EventIntervals.of(new TimeFrame(NOON, NOON + span), bars)).isEqualTo(length);
    }

    @Test
    void neverMakesMoreBarsThanWanted() {
        SplittableRandom random = new SplittableRandom(20_261_130);
        for (int i = 0; i < 10_000; i++) {
            long from = random.nextLong(-NOON, NOON);
            long span = 1L << random.nextInt(47);
            TimeFrame frame = new TimeFrame(from, from + random.nextLong(1, span + 1));
            int bars = random.nextInt(2, EventHistogram.MAX_BARS);

            assertThat(EventIntervals.bars(frame, EventIntervals.of(frame, bars)))
                    .as("%s in %d", frame, bars)
                    .isBetween(1L, (long) bars);
        }
    }

    @Test
    void makesOneBarOfAFrameThatFitsIntoOne() {
        TimeFrame day = new TimeFrame(NOON, NOON + 1_000);

        assertThat(EventIntervals.bars(day, EventIntervals.of(day, 1))).isEqualTo(1);
    }
}
