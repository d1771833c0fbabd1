package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.RuleTexts.MANY_SHELLS;
import static dev.tocsin.topology.RuleTexts.SUDO;
import static dev.tocsin.topology.RuleTexts.bruteForce;
import static dev.tocsin.topology.Sent.acceptedLogin;
import static dev.tocsin.topology.Sent.failedLogin;
import static dev.tocsin.topology.Sent.sudo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.json.Json;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrelationStoryTest {
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
    void opensAlertOnFifthFailedLogin() {
        siem.rules(FAILED_LOGIN, bruteForce(5)).at("12:00:00");
        failLogins(4);
        assertThat(siem.alerts()).isEmpty();
        siem.send(failedLogin("alice"));
        assertThat(siem.alerts()).hasSize(1);
        Alert alert = siem.alerts().getFirst();
        assertThat(alert.rule().id()).isEqualTo("brute-force");
        assertThat(alert.state()).isEqualTo(AlertState.OPEN);
        assertThat(alert.group()).containsEntry("source.ip", Sent.ATTACKER);
        assertThat(alert.evidence()).hasSize(5);
        assertThat(alert.evidence().getLast().offset()).isEqualTo(4);
    }

    @Test
    void aRuleWithSuppressionAlertsOnceInAWhileAndCounts() {
        siem.rules(FAILED_LOGIN + "tocsin: {suppress: {for: 10m, by: [user.name]}}\n");
        siem.at("12:00:00");
        failLogins(3);
        siem.send(failedLogin("bob"));
        assertThat(siem.alerts())
                .extracting(alert -> alert.group().get("user.name"))
                .containsExactly("alice", "bob");

        siem.advance(Duration.ofMinutes(11));
        failLogins(1);
        siem.advance(Duration.ofHours(2));

        assertThat(siem.alerts()).extracting(Alert::suppressed).containsExactly(2L, 0L, 0L);
        assertThat(siem.alerts()).extracting(Alert::state).containsOnly(AlertState.FINAL);
        siem.advance(Duration.ofDays(1));
        assertThat(siem.groups()).as("state is freed").isZero();
    }

    @Test
    void groupsDoNotShareTheirCounts() {
        siem.rules(FAILED_LOGIN, bruteForce(5)).at("12:00:00");
        failLogins(4);
        siem.send(failedLogin("alice", "203.0.113.1"));
        assertThat(siem.alerts()).isEmpty();
    }

    @Test
    void anIdleStreamStillGivesTheFinalRevision() {
        siem.rules(FAILED_LOGIN, bruteForce(5)).at("12:00:00");
        failLogins(7);
        siem.advance(Duration.ofMinutes(66));
        assertThat(siem.alerts()).hasSize(1);
        assertThat(siem.alerts().getFirst().state()).isEqualTo(AlertState.FINAL);
        assertThat(siem.alerts().getFirst().count()).isEqualTo(7);
        siem.advance(Duration.ofDays(1));
        assertThat(siem.groups()).as("state is freed").isZero();
    }

    @Test
    void aFastSourceDoesNotEndTheGroupOfASlowOne() {
        siem.rules(FAILED_LOGIN, bruteForce(5)).at("12:00:00");
        for (int i = 0; i < 5; i++) {
            siem.send(failedLogin("alice").put("timestamp", "2025-12-30T10:00:0" + i + "Z"));
            siem.send(failedLogin("bob", "203.0.113.1"));
            siem.advance(Duration.ofMinutes(1));
        }
        assertThat(siem.alerts())
                .extracting(alert -> alert.group().get("source.ip"))
                .containsExactlyInAnyOrder(Sent.ATTACKER, "203.0.113.1");
    }

    @Test
    void aPlainRuleAlertsOnEveryEvent() {
        siem.rules(SUDO).at("12:00:00").send(sudo("alice", "/bin/ls")).send(sudo("bob", "/bin/ls"));
        assertThat(siem.alerts())
                .extracting(alert -> alert.rule().id())
                .containsExactly("any-sudo", "any-sudo");
        assertThat(siem.alerts()).extracting(Alert::state).containsOnly(AlertState.FINAL);
    }

    @Test
    void alertsCarryTheResponsesOfTheirRule() {
        siem.rules(
                        FAILED_LOGIN,
                        bruteForce(2) + "tocsin: {respond: [block-address, call]}\n",
                        RuleTexts.ACCEPTED_LOGIN + "tocsin: {respond: look}\n")
                .at("12:00:00");
        failLogins(2);
        siem.send(acceptedLogin("alice", Sent.ATTACKER));
        assertThat(siem.alerts())
                .extracting(alert -> alert.details().responses())
                .containsExactly(List.of("block-address", "call"), List.of("look"));
    }

    @Test
    void anEventNamesTheRulesThatItMatched() {
        siem.rules(SUDO, MANY_SHELLS).send(sudo("alice", "/bin/bash")).send(failedLogin("bob"));
        assertThat(siem.events().getFirst().path("tocsin").path("rules"))
                .extracting(id -> id.asText())
                .containsExactlyInAnyOrder("any-sudo", "sudo-shell");
        assertThat(Json.at(siem.events().getLast(), "tocsin.rules")).isNull();
    }

    @Test
    void aNewRuleLeavesTheStateOfTheOthers() {
        siem.rules(FAILED_LOGIN, bruteForce(5)).at("12:00:00");
        failLogins(4);
        siem.rules(SUDO, FAILED_LOGIN, bruteForce(5)).advance(Duration.ofSeconds(1));
        siem.send(failedLogin("alice"));
        assertThat(siem.alerts()).hasSize(1);
        assertThat(siem.count(Counter.RESETS)).isZero();
    }

    @Test
    void aChangedCorrelationWithoutWarmStartBeginsAnewAndLeavesTheOthersAlone() {
        siem.rules(FAILED_LOGIN, slow(5), MANY_SHELLS).at("12:00:00");
        failLogins(4);
        siem.send(sudo("alice", "/bin/sh")).send(sudo("alice", "/bin/sh"));
        siem.rules(FAILED_LOGIN, slow(6), MANY_SHELLS);
        failLogins(2);
        siem.send(sudo("alice", "/bin/sh"));
        assertThat(siem.alerts())
                .extracting(alert -> alert.rule().id())
                .containsExactly("many-shells");
        failLogins(4);
        assertThat(siem.alerts())
                .extracting(alert -> alert.rule().id())
                .containsExactly("many-shells", "brute-force");
    }

    @Test
    void anOpenAlertOfADeletedOrChangedCorrelationBecomesFinal() {
        siem.rules(FAILED_LOGIN, bruteForce(5), MANY_SHELLS).at("12:00:00");
        failLogins(5);
        for (int i = 0; i < 3; i++) {
            siem.send(sudo("alice", "/bin/sh"));
        }
        assertThat(siem.alerts()).extracting(Alert::state).containsOnly(AlertState.OPEN);
        siem.rules(FAILED_LOGIN, slow(6)).advance(Duration.ofSeconds(1));
        assertThat(siem.alerts()).hasSize(2);
        assertThat(siem.alerts()).extracting(Alert::state).containsOnly(AlertState.FINAL);
        assertThat(siem.groups()).as("the changed one knows what was said").isEqualTo(1);
        siem.advance(Duration.ofDays(1));
        assertThat(siem.groups()).isZero();
    }

    @Test
    void theStateOfADeletedCorrelationIsFreed() {
        siem.rules(FAILED_LOGIN, bruteForce(5), MANY_SHELLS).at("12:00:00");
        failLogins(4);
        siem.send(sudo("alice", "/bin/sh"));
        assertThat(siem.groups()).isEqualTo(2);
        siem.rules(FAILED_LOGIN, MANY_SHELLS).advance(Duration.ofSeconds(1));
        assertThat(siem.groups()).isEqualTo(1);
        assertThat(siem.count(Counter.RESETS)).isEqualTo(1);
    }

    @Test
    void aDeletedThresholdFreesItsGroupsAndAChangedOneOnlyKnowsItsAlerts() {
        String odd = RuleTexts.ACCEPTED_LOGIN + "tocsin: {risk: {score: 4, entities: user.name}}\n";
        String risk = "title: R\nname: r\nrisk: {threshold: 5}\n";
        siem.rules(odd, risk).at("12:00:00");
        siem.send(acceptedLogin("bob", Sent.ATTACKER));
        siem.send(acceptedLogin("alice", Sent.ATTACKER));
        siem.send(acceptedLogin("alice", Sent.ATTACKER));
        assertThat(siem.groups()).isEqualTo(2);
        siem.rules(odd, risk.replace("5", "7")).advance(Duration.ofSeconds(1));
        assertThat(siem.groups()).as("changed: that of alice, who had an alert").isEqualTo(1);
        assertThat(riskAlerts()).extracting(Alert::state).containsExactly(AlertState.FINAL);
        siem.send(acceptedLogin("bob", Sent.ATTACKER));
        assertThat(siem.groups()).isEqualTo(2);
        siem.rules(odd).advance(Duration.ofSeconds(1));
        assertThat(siem.groups()).as("deleted").isZero();
        assertThat(riskAlerts()).hasSize(1);
    }

    private List<Alert> riskAlerts() {
        return siem.alerts().stream().filter(alert -> alert.rule().id().equals("r")).toList();
    }

    /**
     * Kafka Streams must call the hook that writes live groups before it commits: a version that
     * does not would lose state in a crash. The driver commits after each record.
     */
    @Test
    void everyCommitSendsTheGroupsThatChangedToTheChangelog() {
        siem.rules(FAILED_LOGIN, bruteForce(5)).at("12:00:00");
        assertThat(siem.changelog()).as("the first write").containsExactly(new byte[0]);
        failLogins(1);
        assertThat(siem.changelog()).as("the group and the count").hasSize(2);
        failLogins(3);
        assertThat(siem.changelog()).hasSize(3).allMatch(key -> key.length >= 24);
        assertThat(siem.count(Counter.GROUP_HITS)).isEqualTo(3);
        siem.advance(Duration.ofDays(1));
        assertThat(siem.changelog()).as("freed").isNotEmpty();
    }

    @Test
    void anAlertSaysWhenItWasWritten() {
        siem.rules(SUDO).at("12:00:00").send(sudo("alice", "/bin/ls"));
        assertThat(siem.alertDocuments())
                .extracting(alert -> Json.text(alert, "event.created"))
                .containsExactly("2026-01-01T12:00:00.000Z");
    }

    private void failLogins(int times) {
        for (int i = 0; i < times; i++) {
            siem.send(failedLogin("alice"));
            siem.advance(Duration.ofSeconds(1));
        }
    }

    /** Longer than what is warmed. */
    private static String slow(int threshold) {
        return bruteForce(threshold).replace("timespan: 5m", "timespan: 2h");
    }
}
