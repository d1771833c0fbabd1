package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.RuleTexts.bruteForce;
import static dev.tocsin.topology.Sent.failedLogin;
import static dev.tocsin.topology.Sent.sudo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that change while events come in. */
class ListStoryTest {
    private static final String WATCHED =
            """
            title: Command of somebody on the watch list
            name: watched
            logsource: {product: linux, service: sudo}
            detection:
              selection:
                user.name|expand: '%watch%'
              condition: selection
            level: low
            ---
            title: Three commands of somebody on the watch list
            name: watched-thrice
            correlation:
              type: event_count
              rules: [watched]
              group-by: [user.name]
              timespan: 10m
              condition: {gte: 3}
            level: medium
            """;

    @TempDir private Path stateDir;
    private SiemDriver siem;

    @BeforeEach
    void start() {
        siem = new SiemDriver(stateDir);
        siem.lists(watch("alice")).rules(WATCHED, FAILED_LOGIN, bruteForce(5)).at("12:00:00");
    }

    @AfterEach
    void stop() {
        siem.close();
    }

    @Test
    void aChangedListIsInForceAtOnce() {
        siem.send(sudo("bob", "/bin/ls"));
        siem.lists(watch("alice", "bob"));
        siem.send(sudo("bob", "/bin/ls"));
        siem.lists(watch("carol"));
        siem.send(sudo("bob", "/bin/ls"));
        assertThat(siem.events())
                .extracting(event -> event.path("tocsin").path("rules").size())
                .containsExactly(0, 1, 0);
    }

    @Test
    void aChangedListLeavesTheStateOfEveryCorrelation() {
        siem.send(sudo("alice", "/bin/ls")).send(sudo("alice", "/bin/ls"));
        for (int i = 0; i < 4; i++) {
            siem.send(failedLogin("carol"));
        }
        siem.lists(watch("alice", "bob")).advance(Duration.ofSeconds(1));
        siem.send(sudo("alice", "/bin/ls")).send(failedLogin("carol"));
        assertThat(siem.alerts())
                .extracting(alert -> alert.rule().id())
                .containsExactly("watched-thrice", "brute-force");
        assertThat(siem.count(Counter.RESETS)).isZero();
        assertThat(siem.count(Counter.WARM_UPS)).isZero();
    }

    private static Map<String, List<String>> watch(String... users) {
        return Map.of("watch", List.of(users));
    }
}
