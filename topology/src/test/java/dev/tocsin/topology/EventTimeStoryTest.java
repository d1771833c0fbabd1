package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.RuleTexts.bruteForce;
import static dev.tocsin.topology.Sent.failedLogin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.AlertState;
import dev.tocsin.json.Json;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks of senders that are wrong, and events that come late. */
class EventTimeStoryTest {
    private static final String SLOW = "203.0.113.9";

    @TempDir private Path stateDir;
    private SiemDriver siem;

    @BeforeEach
    void start() {
        siem = new SiemDriver(stateDir).rules(FAILED_LOGIN, bruteForce(5)).at("12:00:00");
    }

    @AfterEach
    void stop() {
        siem.close();
    }

    @Test
    void anEventFromTheFutureTakesItsArrivalTimeAndSaysSo() {
        siem.send(happened("2026-01-01T12:05:00.001Z"));
        JsonNode event = siem.events().getFirst();
        assertThat(Json.text(event, "@timestamp")).isEqualTo("2026-01-01T12:00:00.000Z");
        assertThat(event.path("tags")).extracting(JsonNode::asText).contains("future-time");
        assertThat(event.toString()).contains("2026-01-01T12:05:00.001Z");
        assertThat(siem.count(Counter.FUTURE_TIMES)).isEqualTo(1);
        assertThat(siem.prometheus()).contains("tocsin_topology_future_times_total 1\n");
    }

    @Test
    void fiveMinutesAheadAreTolerated() {
        siem.send(happened("2026-01-01T12:05:00Z"));
        JsonNode event = siem.events().getFirst();
        assertThat(Json.text(event, "@timestamp")).isEqualTo("2026-01-01T12:05:00.000Z");
        assertThat(event.has("tags")).isFalse();
        assertThat(siem.count(Counter.FUTURE_TIMES)).isZero();
    }

    /** One wrong clock would otherwise make every other source late. */
    @Test
    void anEventFromTheFutureDoesNotMoveTheClockOfItsGroup() {
        siem.send(happened("2036-01-01T00:00:00Z"));
        failLogins(4);
        assertThat(siem.alerts()).hasSize(1);
        assertThat(siem.count(Counter.LATE)).isZero();
    }

    @Test
    void anEventAsOldAsTheGraceIsTakenAndAnOlderOneIsCounted() {
        siem.send(happened("2026-01-01T12:00:00Z"));
        siem.send(happened("2026-01-01T11:00:00Z"));
        assertThat(siem.count(Counter.LATE)).isZero();
        siem.send(happened("2026-01-01T10:59:59.999Z"));
        assertThat(siem.count(Counter.LATE)).isEqualTo(1);
        assertThat(siem.prometheus())
                .contains(
                        "tocsin_topology_correlation_late_contributions_total{rule=\"brute-force\"} 1\n")
                .contains(
                        "tocsin_topology_event_lateness_seconds_bucket{source=\"test\",le=\"1\"} 1\n")
                .contains(
                        "tocsin_topology_event_lateness_seconds_bucket{source=\"test\",le=\"3600\"} 2\n");
    }

    /** Neither the time of the stream nor that of the wall ends a group alone. */
    @Test
    void aFastSourceLeavesTheStateOfAGroupWhoseOwnTimeStandsStill() {
        for (int i = 0; i < 4; i++) {
            siem.send(failedLogin("bob", SLOW).put("timestamp", "2026-01-01T08:00:0" + i + "Z"));
        }
        for (int minute = 0; minute < 60; minute++) {
            siem.advance(Duration.ofMinutes(1)).send(failedLogin("alice"));
        }
        siem.send(failedLogin("bob", SLOW).put("timestamp", "2026-01-01T08:00:09Z"));
        assertThat(siem.alerts())
                .filteredOn(alert -> alert.group().containsValue(SLOW))
                .singleElement()
                .satisfies(alert -> assertThat(alert.count()).isEqualTo(5));
    }

    @Test
    void stateIsDroppedOneGraceAndOneTimespanAfterTheLastEventOfAnIdleStream() {
        failLogins(2);
        siem.advance(Duration.ofMinutes(64));
        assertThat(siem.groups()).isEqualTo(1);
        siem.advance(Duration.ofMinutes(2));
        assertThat(siem.groups()).isZero();
    }

    @Test
    void aBurstOfDeadlinesIsTakenInParts() {
        for (int i = 0; i < 1_500; i++) {
            siem.send(failedLogin("alice", "10.1.%d.%d".formatted(i / 250, i % 250)));
        }
        siem.advance(Duration.ofMinutes(70));
        assertThat(siem.groups()).as("one budget of a thousand later").isEqualTo(500);
        siem.advance(Duration.ofMillis(100));
        assertThat(siem.groups()).isZero();
    }

    @Test
    void finalRevisionsComeWithoutAnyFurtherEvent() {
        failLogins(5);
        siem.advance(Duration.ofMinutes(66));
        assertThat(siem.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.state()).isEqualTo(AlertState.FINAL));
    }

    private void failLogins(int times) {
        for (int i = 0; i < times; i++) {
            siem.send(failedLogin("alice"));
            siem.advance(Duration.ofSeconds(1));
        }
    }

    private static ObjectNode happened(String time) {
        return failedLogin("alice").put("timestamp", time);
    }
}
