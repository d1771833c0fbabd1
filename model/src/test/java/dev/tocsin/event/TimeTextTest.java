package dev.tocsin.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {
    private static final DateTimeFormatter JUDGE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00.000Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000Z",
        "-0001-12-31T00:00:00Z, -0001-12-31T00:00:00.000Z"
    })
    void alwaysHasThreeDigitsOfMilliseconds(Instant time, String text) {
        assertThat(TimeText.of(time.toEpochMilli())).isEqualTo(text);
    }

    @Test
    void isWhatAFormatterWrites() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            long ms = random.nextLong(-100_000_000_000_000L, 300_000_000_000_000L);
            assertThat(TimeText.of(ms)).isEqualTo(JUDGE.format(Instant.ofEpochMilli(ms)));
        }
    }
}
