package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    private static final Instant NEAR = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "2026-01-01T12:00:00Z"               | 2026-01-01T12:00:00Z
                    "2026-01-01T12:00:00.123456789Z"     | 2026-01-01T12:00:00.123456789Z
                    "2026-01-01T12:00:00,5+0200"         | 2026-01-01T10:00:00.5Z
                    "2026-01-01 12:00:00 -03:30"         | 2026-01-01T15:30:00Z
                    "2026-01-01 12:00:00+02"             | 2026-01-01T10:00:00Z
                    "2026-01-01 12:00:00.25"             | 2026-01-01T12:00:00.250Z
                    "2026/01/01 12:00:00 UTC"            | 2026-01-01T12:00:00Z
                    "2026-01-01T12:00:00"                | 2026-01-01T12:00:00Z
                    "2028-02-29 23:59:59.000001"         | 2028-02-29T23:59:59.000001Z
                    "2026-02-31T12:00:00Z"               | 2026-02-28T12:00:00Z
                    "2026-01-01T24:00:00Z"               | 2026-01-02T00:00:00Z
                    "2026-01-01T12:00:00.Z"              |
                    "2026-01-01T12:00:00.1234567890Z"    |
                    "2026-01-01T12:00"                   | 2026-01-01T12:00:00Z
                    "2026-01-01"                         | 2026-01-01T00:00:00Z
                    1767268800                           | 2026-01-01T12:00:00Z
                    1767268800.125                       | 2026-01-01T12:00:00.125Z
                    1767268800123                        | 2026-01-01T12:00:00.123Z
                    1767268800123456                     | 2026-01-01T12:00:00.123456Z
                    1767268800123456789                  | 2026-01-01T12:00:00.123456789Z
                    "1767268800"                         | 2026-01-01T12:00:00Z
                    "1767268800123"                      | 2026-01-01T12:00:00.123Z
                    "1767268800.5"                       | 2026-01-01T12:00:00.5Z
                    "Jan  1 11:59:58"                    | 2026-01-01T11:59:58Z
                    "Dec 31 23:59:59"                    | 2025-12-31T23:59:59Z
                    "Feb 29 12:00:00"                    |
                    "Thu, 1 Jan 2026 12:00:00 +0100"     | 2026-01-01T11:00:00Z
                    "1 Jan 2026 12:00:00 GMT"            | 2026-01-01T12:00:00Z
                    "Thu, 1 Jan 2026 12:00:00 +0000 (UTC)" | 2026-01-01T12:00:00Z
                    "Thu, 1 Jan 2026 07:00:00 EST"       | 2026-01-01T12:00:00Z
                    "Thu, 1 Jan 2026 12:00:00 LMT"       |
                    "20260101T120000Z"                   | 2026-01-01T12:00:00Z
                    "20260101T130000.5+0100"             | 2026-01-01T12:00:00.5Z
                    "2026 Jan  1 12:00:00"               | 2026-01-01T12:00:00Z
                    "Jan 1 2026 12:00:00.123456 CET"     | 2026-01-01T11:00:00.123456Z
                    "Jan  1 12:00:00 2026"               | 2026-01-01T12:00:00Z
                    "Thu Jan  1 12:00:00 2026"           | 2026-01-01T12:00:00Z
                    "Thu Jan  1 12:00:00 UTC 2026"       | 2026-01-01T12:00:00Z
                    "Jan 32 12:00:00"                    |
                    "Jan  1 25:00:00"                    |
                    "Jan  1 12:00:00 and more"           |
                    """)
    void readsDates(String json, @Nullable Instant expected) throws IOException {
        assertThat(read(json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"yesterday\"",
                "\"2026\"",
                "20260101",
                "-5",
                "0",
                "true",
                "{}",
                "\"1969-12-31T23:59:59Z\"",
                "\"99999999999999999999999\"",
                "\"2026-13-01T00:00:00Z\"",
                "1e300",
                "1e999999999",
                "-1e999999999"
            })
    void isSilentAboutWhatIsNoDate(String json) throws IOException {
        assertThat(read(json)).isNull();
    }

    @Test
    void takesTheConfiguredZoneWhenTheTextNamesNone() throws IOException {
        JsonNode text = json("\"2026-01-01 12:00:00\"");
        assertThat(EventTime.read(text, NEAR, ZoneId.of("Europe/Berlin")))
                .isEqualTo("2026-01-01T11:00:00Z");
    }

    private static @Nullable Instant read(String json) throws IOException {
        return EventTime.read(json(json), NEAR, ZoneOffset.UTC);
    }

    private static JsonNode json(String text) throws IOException {
        return Json.MAPPER.readTree(text);
    }
}
