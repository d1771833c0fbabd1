package dev.tocsin.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexNameTest {
    private static final IndexName DAILY = IndexName.of("events-{yyyy.MM.dd}", "@timestamp");

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T12:00:00.000Z, events-2026.01.01",
        "2026-01-01T00:30:00+02:00, events-2025.12.31",
        "2026-12-31T23:59:59.999999Z, events-2026.12.31"
    })
    void namesTheDayInUtc(String time, String index) throws Exception {
        assertThat(DAILY.of(document(time))).isEqualTo(index);
    }

    @Test
    void readsMilliseconds() throws Exception {
        ObjectNode document = Json.object().put("@timestamp", 1_767_268_800_000L);
        assertThat(DAILY.of(document)).isEqualTo("events-2026.01.01");
    }

    @Test
    void needsNoDateForAFixedName() throws Exception {
        assertThat(IndexName.of("tocsin-alerts", "@timestamp").of(Json.object()))
                .isEqualTo("tocsin-alerts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Events", "_events", "a b", "e-{bbb}", "e-{yyyy}-{MM}", "e-{", "-e"})
    void refusesNamesThatAreNotLegal(String template) {
        assertThatThrownBy(() -> IndexName.of(template, "@timestamp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected");
    }

    @Test
    void saysWhichDateIsWrong() {
        assertThatThrownBy(() -> DAILY.of(document("noon")))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessageContaining("@timestamp")
                .hasMessageContaining("noon");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 2026-01-02T00:00:00Z, events-2026.01.01",
        "1970-01-01T00:00:00Z, 2026-01-02T00:00:00Z, late-2026.01.02",
        "2099-01-01T00:00:00Z, 2026-01-02T00:00:00Z, late-2026.01.02"
    })
    void putsOddClocksIntoAnIndexByArrival(String time, String arrival, String index)
            throws Exception {
        LateIndexName rule =
                new LateIndexName(
                        DAILY,
                        IndexName.of("late-{yyyy.MM.dd}", "event.ingested"),
                        Duration.ofDays(30).toMillis());
        ObjectNode document = document(time);
        document.putObject("event").put("ingested", arrival);
        assertThat(rule.of(document)).isEqualTo(index);
    }

    private static ObjectNode document(String time) {
        return Json.object().put("@timestamp", time);
    }
}
