package dev.tocsin.topology;

import static dev.tocsin.topology.RuleTexts.FAILED_LOGIN;
import static dev.tocsin.topology.RuleTexts.MANY_SHELLS;
import static dev.tocsin.topology.RuleTexts.SUDO;
import static dev.tocsin.topology.RuleTexts.bruteForce;
import static dev.tocsin.topology.Sent.failedLogin;
import static dev.tocsin.topology.Sent.sudo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that change while events come in. */
class WarmStartStoryTest {
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
    void aThresholdThatIsRaisedInTheMiddleOfABurstAlertsAsIfItHadAlwaysBeenThere() {
        siem.rules(FAILED_LOGIN, bruteForce(50)).at("12:00:00");
        failLogins(4);
        siem.rules(FAILED_LOGIN, bruteForce(7)).advance(Duration.ofSeconds(1));
        failLogins(2);
        assertThat(siem.alerts()).isEmpty();
        failLogins(1);
        assertThat(siem.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.count()).isEqualTo(7);
                            assertThat(alert.evidence())
                                    .extracting(ref -> ref.offset())
                                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
                        });
    }

    @Test
    void aThresholdThatIsLoweredAlertsOnWhatHasHappenedAlready() {
        siem.rules(FAILED_LOGIN, bruteForce(50)).at("12:00:00");
        failLogins(7);
        siem.rules(FAILED_LOGIN, bruteForce(5)).advance(Duration.ofSeconds(1));
        assertThat(siem.alerts()).isNotEmpty();
        siem.advance(Duration.ofMinutes(1));
        assertThat(siem.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.count()).isEqualTo(7));
    }

    @Test
    void anAlertOfBeforeTheChangeGoesOnFromItsLastRevision() {
        siem.rules(FAILED_LOGIN, bruteForce(3)).at("12:00:00");
        failLogins(4);
        siem.rules(FAILED_LOGIN, bruteForce(2)).advance(Duration.ofMinutes(1));
        failLogins(1);
        siem.advance(Duration.ofDays(1));
        assertThat(siem.alertDocuments())
                .extracting(alert -> alert.path("event").path("id").asText())
                .containsOnly(siem.alerts().getFirst().id());
        assertThat(siem.alertDocuments())
                .extracting(alert -> alert.at("/tocsin/alert/revision").asInt())
                .hasSizeGreaterThan(3)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(siem.groups()).isZero();
    }

    /** No punctuation comes between the change and the next event. */
    @Test
    void eventsAfterTheChangeCountOnce() {
        siem.rules(FAILED_LOGIN, bruteForce(50)).at("12:00:00");
        failLogins(3);
        siem.rules(FAILED_LOGIN, bruteForce(6));
        siem.send(failedLogin("alice")).send(failedLogin("alice"));
        siem.advance(Duration.ofSeconds(1));
        assertThat(siem.alerts()).as("three before, two after").isEmpty();
        siem.send(failedLogin("alice"));
        assertThat(siem.alerts()).hasSize(1);
    }

    @Test
    void aNewCorrelationIsWarmedAndTheOthersAreLeftAlone() {
        siem.rules(FAILED_LOGIN, bruteForce(5), SUDO).at("12:00:00");
        failLogins(4);
        siem.send(sudo("alice", "/bin/sh")).send(sudo("alice", "/bin/sh"));
        siem.rules(FAILED_LOGIN, bruteForce(5), SUDO, MANY_SHELLS).advance(Duration.ofSeconds(1));
        siem.send(sudo("alice", "/bin/sh"));
        siem.send(failedLogin("alice"));
        assertThat(siem.alerts())
                .extracting(alert -> alert.rule().id())
                .filteredOn(id -> !id.equals("any-sudo"))
                .containsExactly("many-shells", "brute-force");
        assertThat(siem.count(Counter.WARM_UPS)).isEqualTo(1);
        assertThat(siem.count(Counter.RESETS)).isZero();
        assertThat(siem.events()).as("the past is not written again").hasSize(8);
    }

    @Test
    void nothingIsWarmedWhenTheTopologyRunsForTheFirstTime() {
        siem.rules(FAILED_LOGIN, bruteForce(5)).at("12:00:00");
        failLogins(4);
        assertThat(siem.count(Counter.WARM_UPS)).isZero();
        siem.rules(SUDO, FAILED_LOGIN, bruteForce(5)).advance(Duration.ofSeconds(1));
        assertThat(siem.count(Counter.WARM_UPS)).as("its logic is the same").isZero();
    }

    @Test
    void onlyTheLastTimespanIsRead() {
        siem.rules(FAILED_LOGIN, bruteForce(50)).at("12:00:00");
        failLogins(4);
        siem.advance(Duration.ofMinutes(6)).send(failedLogin("alice"));
        siem.rules(FAILED_LOGIN, bruteForce(5)).advance(Duration.ofSeconds(1));
        assertThat(siem.count(Counter.REPLAYED)).isEqualTo(1);
    }

    @Test
    void anEventThatWasSentTwiceCountsOnceInThePastToo() {
        siem.rules(FAILED_LOGIN, bruteForce(50)).at("12:00:00");
        for (int i = 0; i < 6; i++) {
            siem.send(failedLogin("alice"), "key-" + i / 2);
            siem.advance(Duration.ofSeconds(1));
        }
        siem.rules(FAILED_LOGIN, bruteForce(4)).advance(Duration.ofSeconds(1));
        assertThat(siem.alerts()).isEmpty();
        siem.send(failedLogin("alice"));
        assertThat(siem.alerts()).singleElement().extracting(Alert::count).isEqualTo(4L);
    }

    /** The first event after the change would make the past too late. */
    @Test
    void thePastIsNotTooLateForAShortGrace() {
        siem.rules(FAILED_LOGIN, strict(50)).at("12:00:00");
        for (int i = 0; i < 4; i++) {
            siem.send(failedLogin("alice")).advance(Duration.ofMinutes(1));
        }
        siem.rules(FAILED_LOGIN, strict(5));
        siem.send(failedLogin("alice")).advance(Duration.ofSeconds(1));
        assertThat(siem.count(Counter.LATE)).isZero();
        assertThat(siem.alerts()).singleElement().extracting(Alert::count).isEqualTo(5L);
    }

    @Test
    void aCorrelationThatDoesNotWantToIsNotWarmed() {
        siem.rules(FAILED_LOGIN, cold(50)).at("12:00:00");
        failLogins(4);
        siem.rules(FAILED_LOGIN, cold(5)).advance(Duration.ofSeconds(1));
        siem.send(failedLogin("alice"));
        assertThat(siem.alerts()).isEmpty();
        assertThat(siem.count(Counter.WARM_UPS)).isZero();
    }

    @Test
    void aChangeOfAChangeIsWarmedToo() {
        siem.rules(FAILED_LOGIN, bruteForce(50)).at("12:00:00");
        failLogins(4);
        siem.rules(FAILED_LOGIN, bruteForce(40));
        siem.send(failedLogin("alice"));
        siem.rules(FAILED_LOGIN, bruteForce(6));
        siem.advance(Duration.ofSeconds(1));
        assertThat(siem.alerts()).isEmpty();
        siem.send(failedLogin("alice"));
        assertThat(siem.alerts()).singleElement().extracting(Alert::count).isEqualTo(6L);
    }

    private void failLogins(int times) {
        for (int i = 0; i < times; i++) {
            siem.send(failedLogin("alice"));
            siem.advance(Duration.ofSeconds(1));
        }
    }

    private static String strict(int threshold) {
        return bruteForce(threshold) + "tocsin: {grace: 10s}\n";
    }

    private static String cold(int threshold) {
        return bruteForce(threshold) + "tocsin: {warm: false}\n";
    }
}
