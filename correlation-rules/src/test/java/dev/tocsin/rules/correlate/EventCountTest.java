package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.PlanBuilder.plan;
import static dev.tocsin.rules.plan.CorrelationType.EVENT_COUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.id.ContentId;
import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames and episodes: lines 18, 19, 22, 27, 33 to 35, 37 and 39. */
class EventCountTest {
    private static final CorrelationPlan THREE_IN_A_MINUTE = plan(EVENT_COUNT).gte(3).build();

    @Test
    void firesOnTheRecordThatCompletesTheEvidence() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(0, 10);
        assertThat(group.signals()).isEmpty();

        group.at(20);

        assertThat(group.signals())
                .singleElement()
                .satisfies(
                        signal -> {
                            assertThat(signal.revision()).isEqualTo(1);
                            assertThat(signal.state().text()).isEqualTo("open");
                            assertThat(signal.count()).isEqualTo(3);
                            assertThat(FinalAlert.ids(signal.evidence()))
                                    .containsExactly("e1", "e2", "e3");
                        });
    }

    @Test
    void eventsExactlyOneTimespanApartAreInOneFrame() {
        assertThat(new GroupDriver(THREE_IN_A_MINUTE).at(0, 30, 60).alerts()).hasSize(1);
        assertThat(new GroupDriver(THREE_IN_A_MINUTE).at(0, 30, 61).alerts()).isEmpty();
    }

    @Test
    void framesThatShareAnEventAreOneEpisode() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(0, 30, 60, 90, 120);

        assertThat(group.streamReaches(10_000).alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.count()).isEqualTo(5);
                            assertThat(alert.lastMs()).isEqualTo(120_000);
                            assertThat(alert.value()).isEqualTo(3);
                        });
    }

    @Test
    void framesThatShareNoEventAreTwoEpisodes() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(0, 1, 2, 63, 64, 65);

        assertThat(group.alerts()).hasSize(2);
    }

    @Test
    void eventsBetweenFramesAreNoEvidence() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(0, 100, 110, 120, 300);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert ->
                                assertThat(FinalAlert.ids(alert.evidence()))
                                        .containsExactly("e2", "e3", "e4"));
    }

    @Test
    void growthIsToldOnceInTenSecondsAndAtTheEnd() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(0, 1, 2, 5, 11, 12, 13);

        assertThat(group.signals()).extracting(Signal::count).containsExactly(3L, 6L);

        group.streamReaches(10_000);

        assertThat(group.signals()).extracting(Signal::count).containsExactly(3L, 6L, 7L, 7L);
        assertThat(group.signals().getLast().state().text()).isEqualTo("final");
    }

    @Test
    void growthIsToldWhenTheStreamGoesOnWithoutTheGroup() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(0, 1, 2, 5);

        assertThat(group.wakeUpAtMs()).isEqualTo(12_000);
        assertThat(group.streamReaches(12).signals()).extracting(Signal::count).endsWith(4L);
    }

    @Test
    void anEpisodeIsFinalWhenNothingCanReachItAnyMore() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(0, 1, 2);

        assertThat(group.wakeUpAtMs()).isEqualTo(3_662_001);
        assertThat(group.streamReaches(3_662).hasState()).isTrue();
        assertThat(group.streamReaches(3_663).hasState()).isFalse();
        assertThat(group.signals()).extracting(signal -> signal.state().text()).endsWith("final");
    }

    @Test
    void anEpisodeIsFinalWhenTheGroupsOwnClockHasPassedIt() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(0, 1, 2, 3_663);

        assertThat(group.signals())
                .extracting(signal -> signal.state().text())
                .containsExactly("open", "final");
    }

    @Test
    void anEventAsOldAsTheGraceIsTakenAndAnOlderOneIsNot() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(3_600, 0);
        assertThat(group.tooLate()).isZero();

        group.at(-1);

        assertThat(group.tooLate()).isEqualTo(1);
    }

    @Test
    void aLateEventCompletesAFrameInThePast() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(0, 20, 500, 10);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.lastMs()).isEqualTo(20_000);
                            assertThat(alert.late()).isTrue();
                        });
    }

    @Test
    void lateEvidenceJoinsTwoEpisodesAndTheEarlierOneSurvives() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(0, 1, 2, 100, 101, 102);
        List<Signal> apart = List.copyOf(group.alerts());

        group.at(55);

        assertThat(apart).hasSize(2);
        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.alertId()).isEqualTo(apart.getFirst().alertId());
                            assertThat(alert.count()).isEqualTo(7);
                        });
        assertThat(group.signals().getLast())
                .satisfies(
                        gone -> {
                            assertThat(gone.alertId()).isEqualTo(apart.getLast().alertId());
                            assertThat(gone.state().text()).isEqualTo("superseded");
                            assertThat(gone.supersededBy()).isEqualTo(apart.getFirst().alertId());
                        });
    }

    @Test
    void theIdIsThatOfTheFirstEvidenceKnownAtTheFirstEmission() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(20, 30, 40, 10);
        group.streamReaches(10_000);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.alertId())
                                    .isEqualTo(ContentId.of("c", "alice", "20000"));
                            assertThat(alert.firstMs()).isEqualTo(10_000);
                        });
    }

    @Test
    void reportsTheValueOfTheFirstFrameAndTheGreatest() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE).at(0, 10, 20, 30, 40, 95);
        group.streamReaches(10_000);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.value()).isEqualTo(3);
                            assertThat(alert.maxValue()).isEqualTo(5);
                        });
    }

    @Test
    void showsTheFirstAndTheLastFiftyEvents() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE);
        for (int i = 0; i < 150; i++) {
            group.at(i);
        }
        group.streamReaches(10_000);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            List<String> ids = FinalAlert.ids(alert.evidence());
                            assertThat(alert.count()).isEqualTo(150);
                            assertThat(ids).hasSize(100).startsWith("e1").endsWith("e150");
                            assertThat(ids.subList(49, 51)).containsExactly("e50", "e101");
                        });
    }

    @Test
    void showsTheGroupAsTheEarliestEvidenceSpellsIt() {
        GroupDriver group = new GroupDriver(THREE_IN_A_MINUTE);
        group.send(GroupDriver.contribution("x", 3_000, 1, List.of(), "ADMIN"));
        group.send(GroupDriver.contribution("y", 1_000, 1, List.of(), "Admin"));
        group.send(GroupDriver.contribution("z", 2_000, 1, List.of(), "admin"));

        assertThat(group.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.group()).containsEntry("user.name", "Admin"));
    }

    @Test
    void oneGlobalGroupHasAnId() {
        CorrelationPlan plan = plan(EVENT_COUNT).groupBy().gte(1).build();

        assertThat(new GroupDriver(plan).at(0).alerts()).hasSize(1);
    }

    @Test
    void aChangedPlanClosesWhatTheOldOneHadOpen() {
        GroupDriver before = new GroupDriver(THREE_IN_A_MINUTE).at(0, 1, 2);
        CorrelationPlan changed = plan(EVENT_COUNT).gte(2).fingerprint("f2").build();

        GroupDriver after = before.under(changed).at(3);

        assertThat(after.signals())
                .extracting(signal -> signal.state().text())
                .containsExactly("final");
        assertThat(after.at(4).alerts()).hasSize(2);
    }
}
