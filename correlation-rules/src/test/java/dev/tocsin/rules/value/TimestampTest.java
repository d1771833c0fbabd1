package dev.tocsin.rules.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    2026-05-04T03:02:01Z,             2026-05-04T03:02:01Z
                    2026-05-04t03:02:01z,             2026-05-04T03:02:01Z
                    2026-05-04T03:02:01.5Z,           2026-05-04T03:02:01.500Z
                    2026-05-04T03:02:01.123456789Z,   2026-05-04T03:02:01.123Z
                    '2026-05-04T03:02:01,25Z',        2026-05-04T03:02:01.250Z
                    2026-05-04T03:02:01+02:00,        2026-05-04T01:02:01Z
                    2026-05-04T03:02:01-0530,         2026-05-04T08:32:01Z
                    2026-05-04T03:02:01+02,           2026-05-04T01:02:01Z
                    2026-05-04T03:02:01,              2026-05-04T03:02:01Z
                    2026-05-04 03:02:01,              2026-05-04T03:02:01Z
                    2026-05-04 03:02:01.123,          2026-05-04T03:02:01.123Z
                    2026-05-04T03:02Z,                2026-05-04T03:02:00Z
                    2026-12-31T23:59:60Z,             2026-12-31T23:59:59Z
                    2028-02-29 00:00:00,              2028-02-29T00:00:00Z
                    1767225600,                       2026-01-01T00:00:00Z
                    1767225600.25,                    2026-01-01T00:00:00.250Z
                    1767225600000,                    2026-01-01T00:00:00Z
                    0,                                1970-01-01T00:00:00Z
                    """)
    void pointsInTimeAreRead(String text, Instant expected) {
        assertThat(Instant.ofEpochMilli(Timestamp.epochMillis(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-05-04",
                "2026-05-04T03",
                "2026-13-04T03:02:01Z",
                "2026-02-29T03:02:01Z",
                "2026-05-04T24:02:01Z",
                "2026-05-04T03:60:01Z",
                "2026-05-04T03:02:61Z",
                "2026-05-04T03:02:01.Z",
                "2026-05-04T03:02:01+25:00",
                "2026-05-04T03:02:01+2",
                "2026-05-04T03:02:01Zx",
                "2026-05-04X03:02:01Z",
                "2026-05-04T3:02:01.00Z",
                "-1",
                "99999999999999999999"
            })
    void everythingElseIsNone(String text) {
        assertThat(Timestamp.epochMillis(text)).isEqualTo(Timestamp.NONE);
    }
}
