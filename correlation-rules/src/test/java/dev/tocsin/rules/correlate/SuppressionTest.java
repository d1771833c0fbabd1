package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.PlanBuilder.plan;
import static dev.tocsin.rules.plan.CorrelationType.EVENT_COUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.alert.AlertState;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.Threshold.Bound;
import dev.tocsin.rules.plan.Threshold.Comparison;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Line 38. */
class SuppressionTest {
    private static final CorrelationPlan PLAN =
            plan(EVENT_COUNT).timespan(10).gte(2).suppress(100).build();

    @Test
    void aFrameThatSettlesLongAfterTheGraceIsSuppressedAllTheSame() {
        Threshold notOne = new Threshold(List.of(new Bound(Comparison.NEQ, 1)));
        GroupDriver group =
                new GroupDriver(
                        plan(EVENT_COUNT)
                                .timespan(15)
                                .grace(14)
                                .settle(37)
                                .suppress(34)
                                .condition(notOne)
                                .build());
        group.at(4, 5, 20, 22).streamReaches(57).at(68).streamReaches(1_000_000);

        assertThat(group.alerts()).extracting(Signal::suppressed).containsExactly(1L);
    }

    @Test
    void aSilenceThatHasEndedSaysHowManyOthersItStandsFor() {
        GroupDriver group =
                new GroupDriver(
                        PlanBuilder.plan(CorrelationType.ABSENCE)
                                .suppress(1_000)
                                .settings(new AbsenceSettings(Duration.ofDays(1), null))
                                .build());
        group.at(0, 100, 200, 300).streamReaches(1_000_000);

        assertThat(group.alerts()).hasSize(1);
        assertThat(group.alerts().getFirst().suppressed()).isEqualTo(3);
        assertThat(group.alerts().getFirst().state()).isEqualTo(AlertState.RESOLVED);
    }

    @Test
    void furtherEpisodesOnlyRaiseTheCounter() {
        GroupDriver group = new GroupDriver(PLAN).at(0, 1, 30, 31, 60, 61);

        assertThat(group.streamReaches(10_000).alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.suppressed()).isEqualTo(2);
                            assertThat(alert.count()).isEqualTo(2);
                        });
    }

    @Test
    void theSpanIsFixedAndEndsInclusively() {
        GroupDriver group = new GroupDriver(PLAN).at(0, 1, 100, 101, 201, 202);

        assertThat(group.streamReaches(10_000).alerts())
                .extracting(Signal::suppressed)
                .containsExactly(1L, 0L);
    }

    @Test
    void theCounterIsToldEvenWhenTheEpisodeItselfIsOver() {
        CorrelationPlan plan =
                plan(EVENT_COUNT).timespan(10).grace(20).gte(2).suppress(1_000).build();

        GroupDriver group = new GroupDriver(plan).at(0, 1, 500, 501).streamReaches(10_000);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.suppressed()).isEqualTo(1));
        assertThat(group.signals().getLast().state().text()).isEqualTo("final");
    }

    @Test
    void aCountedEpisodeThatTurnsOutToBePartOfTheAlertIsNotCounted() {
        GroupDriver group = new GroupDriver(PLAN).at(0, 1, 15, 16, 8).streamReaches(10_000);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.suppressed()).isZero();
                            assertThat(alert.count()).isEqualTo(5);
                        });
    }

    @Test
    void aCountedEpisodeIsUncountedEvenWhenWhoCountedItIsPartOfAnotherAlert() {
        CorrelationPlan plan = plan(EVENT_COUNT).timespan(10).gte(1).suppress(15).build();
        GroupDriver group = new GroupDriver(plan);
        // 16 suppresses 30, and turns out to be part of what 0 is; 30 of what 45 is.
        group.at(0, 16, 30, 8, 45, 38).streamReaches(10_000);

        assertThat(group.alerts()).extracting(Signal::count).containsExactly(3L, 3L);
        assertThat(group.alerts()).extracting(Signal::suppressed).containsExactly(0L, 0L);
    }

    @Test
    void anEventThatJoinsACountedEpisodeWithAnAlertIsMeasuredInTheFirstFrameToo() {
        CorrelationPlan plan = plan(EVENT_COUNT).timespan(10).gte(3).suppress(20).build();
        // 0 to 2 suppress 16 to 20, and 30 to 32 alert; 20 joins the two.
        GroupDriver group = new GroupDriver(plan).at(0, 1, 2, 16, 18, 20, 30, 31, 32, 20);

        assertThat(group.streamReaches(10_000).alerts())
                .extracting(FinalAlert::of)
                .extracting(FinalAlert::count, FinalAlert::value)
                .containsExactly(tuple(3L, 3.0), tuple(7L, 4.0));
    }

    @Test
    void theCounterIsToldToTheEndWhenTheAlertIsOpenForLongerThanItSuppresses() {
        CorrelationPlan plan =
                plan(EVENT_COUNT).timespan(10).grace(20).settle(20).gte(3).suppress(15).build();
        // 0 to 8 suppress 15 to 24 until 17. At 38 that is past, and an event at 18 would still
        // join.
        GroupDriver group = new GroupDriver(plan).at(0, 1, 2, 8, 22, 24, 15, 38);

        assertThat(group.streamReaches(10_000).alerts())
                .extracting(Signal::suppressed)
                .containsExactly(1L);
    }

    @Test
    void anAlertThatIsFoundWhenItsGroupCouldBeForgottenSuppressesAllTheSame() {
        GroupDriver group =
                new GroupDriver(
                        plan(EVENT_COUNT)
                                .timespan(2)
                                .grace(6)
                                .settle(11)
                                .suppress(54)
                                .condition(new Threshold(List.of(new Bound(Comparison.LT, 2))))
                                .build());
        group.at(25).wakeAtMs(55_000).at(61).streamReaches(10_000);

        assertThat(group.alerts()).extracting(Signal::suppressed).containsExactly(1L);
    }

    @Test
    void suppressedEpisodesThatPartAreTwoToTheCorrelationsAbove() {
        Threshold few = new Threshold(List.of(new Bound(Comparison.LTE, 2)));
        GroupDriver group =
                new GroupDriver(
                        plan(CorrelationType.VALUE_COUNT)
                                .timespan(1)
                                .settle(4)
                                .suppress(54)
                                .fields("colour")
                                .condition(few)
                                .feeding()
                                .build());
        // The frame that began at 10 begins at 9, and then at 8: what is at 10 is another one.
        group.values(0, "blue").values(5, "red").values(10, "blue").values(15, "red");
        group.values(9, "green").values(8, "blue");

        Map<String, List<String>> heard = new HashMap<>();
        for (EpisodeResult result : group.takeResults()) {
            heard.put(result.episode(), result.events().stream().map(EventRef::id).toList());
        }
        assertThat(heard.values()).contains(List.of("e6", "e5"), List.of("e3"));
    }

    @Test
    void otherValuesOfTheFieldsAreAnotherSpan() {
        CorrelationPlan plan =
                plan(EVENT_COUNT).timespan(10).gte(1).suppress(100, "user.name").build();
        GroupDriver group = new GroupDriver(plan);
        group.send(GroupDriver.contribution("x", 0, 1, List.of(), "alice"));
        group.send(GroupDriver.contribution("y", 20_000, 1, List.of(), "ALICE"));
        group.send(GroupDriver.contribution("z", 40_000, 1, List.of(), "bob"));

        assertThat(group.streamReaches(10_000).alerts()).hasSize(2);
    }
}
