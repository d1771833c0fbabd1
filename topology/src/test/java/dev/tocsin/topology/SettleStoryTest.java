package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.Sent.failedLogin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Line 20: when closing frames are first judged, as a backlog is read that is hours old. */
class SettleStoryTest {
    private static final String FEW =
            """
            title: Fewer than three failures
            name: few
            correlation:
              type: event_count
              rules: [failed-login]
              group-by: [source.ip]
              timespan: 1m
              condition: {lt: 3}
            tocsin: {settle: 10s, warm: false}
            level: low
            """;
    private static final String ONE = "198.51.100.1";
    private static final String OTHER = "198.51.100.2";
    private static final Duration SOON = Duration.ofMillis(1_100);

    @TempDir private Path stateDir;
    private SiemDriver siem;

    @BeforeEach
    void start() {
        siem = new SiemDriver(stateDir);
        siem.rules(FAILED_LOGIN, FEW).at("12:00:00");
    }

    @AfterEach
    void stop() {
        siem.close();
    }

    @Test
    void inABacklogTheTimeOfTheStreamSettlesFrames() {
        happened(ONE, "08:00:00", "08:00:10");
        happened(OTHER, "08:01:10");
        siem.advance(SOON);

        assertThat(alertsOf(ONE))
                .singleElement()
                .satisfies(alert -> assertThat(alert.count()).isEqualTo(2));
        assertThat(alertsOf(OTHER)).as("has not settled").isEmpty();
    }

    @Test
    void aFrameThatHasNotSettledByTheStreamIsNotJudged() {
        happened(ONE, "08:00:00", "08:00:10");
        happened(OTHER, "08:01:08");
        siem.advance(SOON);

        assertThat(siem.alerts()).isEmpty();
    }

    @Test
    void onAnIdleStreamTheWallClockGoesOn() {
        happened(ONE, "08:00:00", "08:00:10");
        siem.advance(Duration.ofSeconds(58));
        assertThat(siem.alerts()).isEmpty();
        siem.advance(Duration.ofSeconds(3));

        assertThat(alertsOf(ONE)).hasSize(1);
    }

    @Test
    void aSourceThatIsBehindAndSendsInABatchIsWaitedFor() {
        happened(OTHER, "09:00:00");
        for (String time : List.of("08:00:00", "08:00:10", "08:00:20")) {
            happened(ONE, time);
            siem.advance(Duration.ofMillis(500));
        }
        siem.advance(SOON);

        assertThat(siem.revisions()).noneMatch(alert -> alert.group().containsValue(ONE));
    }

    @Test
    void aLateEventWithinTheGraceCorrectsWhatTheStreamSettled() {
        happened(ONE, "08:00:00", "08:00:10");
        happened(OTHER, "08:30:00");
        siem.advance(SOON);
        assertThat(alertsOf(ONE)).hasSize(1);
        happened(ONE, "08:00:20");

        assertThat(alertsOf(ONE))
                .singleElement()
                .satisfies(alert -> assertThat(alert.state()).isEqualTo(AlertState.RETRACTED));
    }

    @Test
    void stateIsKeptThoughTheStreamIsFarAhead() {
        happened(ONE, "08:00:00");
        happened(OTHER, "11:59:00");
        siem.advance(SOON);
        assertThat(alertsOf(ONE)).hasSize(1);

        assertThat(siem.groups()).isEqualTo(2);
    }

    private void happened(String address, String... times) {
        for (String time : times) {
            String at = "2026-01-01T" + time + "Z";
            siem.sendArrived(Instant.parse(at), failedLogin("alice", address).put("timestamp", at));
        }
    }

    private List<Alert> alertsOf(String address) {
        return siem.alerts().stream()
                .filter(alert -> alert.group().containsValue(address))
                .toList();
    }
}
