package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.RuleTexts.bruteForce;
import static dev.tocsin.topology.Sent.acceptedLogin;
import static dev.tocsin.topology.Sent.failedLogin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.RiskSum;
import dev.tocsin.event.EventRef;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Correlations over correlations go round through the topic of matches. */
class ChainStoryTest {
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

    @Test
    void aBurstOfFailuresAndThenASuccessIsACompromise() {
        siem.rules(FAILED_LOGIN, bruteForce(5), RuleTexts.COMPROMISE).at("12:00:00");
        failLogins(5);
        siem.send(acceptedLogin("alice", Sent.ATTACKER));
        assertThat(siem.count(Counter.CHAINED)).isEqualTo(1);
        assertThat(siem.alerts())
                .filteredOn(alert -> alert.rule().id().equals("compromise"))
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.group()).containsEntry("source.ip", Sent.ATTACKER);
                            assertThat(alert.evidence())
                                    .extracting(EventRef::offset)
                                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
                        });
    }

    @Test
    void aSuccessOfSomebodyElseIsNot() {
        siem.rules(FAILED_LOGIN, bruteForce(5), RuleTexts.COMPROMISE).at("12:00:00");
        failLogins(5);
        siem.send(acceptedLogin("alice", "203.0.113.1"));
        assertThat(siem.alerts())
                .extracting(alert -> alert.rule().id())
                .doesNotContain("compromise");
    }

    /** The outer one changes with the inner one, and both get their past. */
    @Test
    void aChainIsWarmedWhenItsInnerCorrelationChanges() {
        siem.rules(FAILED_LOGIN, bruteForce(50), RuleTexts.COMPROMISE).at("12:00:00");
        failLogins(6);
        siem.rules(FAILED_LOGIN, bruteForce(5), RuleTexts.COMPROMISE);
        siem.advance(Duration.ofSeconds(1)).send(acceptedLogin("alice", Sent.ATTACKER));
        assertThat(siem.alerts()).extracting(alert -> alert.rule().id()).contains("compromise");
        assertThat(siem.alerts())
                .filteredOn(alert -> alert.rule().id().equals("compromise"))
                .extracting(Alert::count)
                .containsExactly(6L);
    }

    @Test
    void alertsOfARuleAndOfACorrelationAddUpToTheRiskOfAUser() {
        String risk = "tocsin: {risk: {score: %d, entities: [user.name]}}\n";
        siem.rules(
                        FAILED_LOGIN,
                        bruteForce(5) + risk.formatted(60),
                        RuleTexts.ACCEPTED_LOGIN + risk.formatted(40),
                        "title: At risk\nname: at-risk\nrisk: {threshold: 90}\nlevel: critical\n")
                .at("12:00:00");
        failLogins(5);
        assertThat(siem.alerts()).extracting(alert -> alert.rule().id()).doesNotContain("at-risk");
        siem.send(acceptedLogin("alice", Sent.ATTACKER));
        assertThat(siem.alerts())
                .filteredOn(alert -> alert.rule().id().equals("at-risk"))
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.group()).containsEntry("user.name", "alice");
                            assertThat(alert.value()).isBetween(99.9, 100.0);
                            assertThat(alert.details().risk())
                                    .isNotNull()
                                    .satisfies(
                                            sum ->
                                                    assertThat(sum.rules())
                                                            .extracting(RiskSum.Share::rule)
                                                            .containsExactly(
                                                                    "brute-force",
                                                                    "accepted-login"));
                        });
    }

    private void failLogins(int times) {
        for (int i = 0; i < times; i++) {
            siem.send(failedLogin("alice"));
            siem.advance(Duration.ofSeconds(1));
        }
    }
}
