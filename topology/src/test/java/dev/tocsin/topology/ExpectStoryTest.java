package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.Sent.failedLogin;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups that must be heard, named by a list. */
class ExpectStoryTest {
    private static final int HOSTS = 30;
    private static final String SILENT =
            """
            title: Silent host
            name: silent
            correlation:
              type: absence
              rules: [failed-login]
              group-by: [host.name]
              timespan: 10m
            level: medium
            tocsin: {expect: servers}
            """;

    @TempDir private Path stateDir;
    private SiemDriver siem;

    @BeforeEach
    void start() {
        siem = new SiemDriver(stateDir);
    }

    @AfterEach
    void stop() {
        siem.close();
    }

    /** The driver has the task of one partition: its share of the list is that of one of three. */
    @Test
    void aTaskExpectsItsShareOfTheList() {
        siem.lists(Map.of("servers", hosts())).rules(FAILED_LOGIN, SILENT).at("12:00:00");
        siem.advance(Duration.ofMinutes(1));
        assertThat(siem.groups()).isBetween(1L, (long) HOSTS - 1);
        siem.advance(Duration.ofMinutes(12)).advance(Duration.ofMinutes(1));
        TreeSet<String> silent = new TreeSet<>();
        siem.alerts().forEach(alert -> silent.add(alert.group().getOrDefault("host.name", "")));
        assertThat(silent).hasSize((int) siem.groups());
        assertThat(hosts()).containsAll(silent);
    }

    @Test
    void aHostThatIsAddedToTheListIsExpectedFromThen() {
        siem.lists(Map.of("servers", List.of("nobody"))).rules(FAILED_LOGIN, SILENT);
        siem.at("12:00:00").send(failedLogin("alice"));
        long before = siem.groups();
        siem.lists(Map.of("servers", hosts())).advance(Duration.ofSeconds(1));
        assertThat(siem.groups()).isGreaterThan(before);
    }

    private static List<String> hosts() {
        return IntStream.range(0, HOSTS).mapToObj(i -> "host-" + i).toList();
    }
}
