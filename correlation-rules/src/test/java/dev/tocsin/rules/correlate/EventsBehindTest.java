package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.InnerResults.behind;
import static dev.tocsin.rules.correlate.InnerResults.takenBack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import dev.tocsin.rules.plan.TypeSettings.AnomalySettings;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Line 33: the evidence of what learns over correlations are the events behind their results. */
class EventsBehindTest {
    private static final long WEEK = 604_800;

    @Test
    void aNewValueHasTheEventsOfItsFirstResult() {
        GroupDriver group = new GroupDriver(newValue());
        group.send(behind("r0", List.of("red"), 0, 1));
        group.send(behind("r1", List.of("blue"), 100, 110, 120));

        assertThat(evidence(group)).containsExactly("e100", "e110", "e120");
        Signal alert = group.alerts().getFirst();
        assertThat(alert.count()).isEqualTo(3);
        assertThat(alert.firstMs()).isEqualTo(100_000);
        assertThat(alert.lastMs()).isEqualTo(120_000);
    }

    @Test
    void aLateSightingBringsItsOwnEvents() {
        GroupDriver group = new GroupDriver(newValue());
        group.send(behind("r0", List.of("red"), 0, 1));
        group.send(behind("r1", List.of("blue"), 100, 120));
        group.send(behind("r2", List.of("blue"), 90, 110));

        assertThat(evidence(group)).containsExactly("e90", "e110");
        assertThat(group.signals()).extracting(Signal::revision).containsExactly(1, 2);
    }

    @Test
    void oneValueIsNewTwiceThoughBothResultsBeginWithOneEvent() {
        GroupDriver group =
                new GroupDriver(
                        plan(CorrelationType.NEW_VALUE).fields("colour").remembers(50, 10).build());
        group.send(behind("r0", List.of("red"), 0));
        group.send(behind("r1", List.of("blue"), 80, 100));
        group.send(behind("r2", List.of("blue"), 80, 190));

        assertThat(group.alerts()).extracting(Signal::alertId).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void aSilenceShowsTheEventsBehindBothItsEnds() {
        GroupDriver group = new GroupDriver(absence());
        group.send(behind("r1", List.of(), 0, 10)).streamReaches(400);
        assertThat(evidence(group)).containsExactly("e0", "e10");

        group.send(behind("r2", List.of(), 500, 510)).send(behind("r3", List.of(), 550));

        assertThat(evidence(group)).containsExactly("e0", "e10", "e500", "e510");
        Signal alert = group.alerts().getFirst();
        assertThat(alert.count()).isZero();
        assertThat(alert.firstMs()).as("last heard").isEqualTo(10_000);
        assertThat(alert.lastMs()).as("heard again").isEqualTo(510_000);
        assertThat(alert.value()).isEqualTo(500);
    }

    @Test
    void aSilenceShowsWhatBothEndsHaveInCommonOnce() {
        GroupDriver group = new GroupDriver(absence());
        group.send(behind("r1", List.of(), 0, 10)).send(behind("r2", List.of(), 0, 500));

        assertThat(evidence(group)).containsExactly("e0", "e10", "e500");
    }

    @Test
    void theEventsBehindASilenceGoWithTheResultThatEndedIt() {
        GroupDriver group = new GroupDriver(absence());
        group.send(behind("r1", List.of(), 0, 10)).send(behind("r2", List.of(), 490, 500));

        group.send(takenBack("r2", 500));

        assertThat(evidence(group)).containsExactly("e0", "e10");
    }

    @Test
    void aSilenceAfterAFloodShowsTheFirstAndLastEvents() {
        GroupDriver group = new GroupDriver(absence());
        group.send(behind("r1", List.of(), LongStream.range(0, 120).toArray()));
        group.send(behind("r2", List.of(), LongStream.range(400, 420).toArray()));

        assertThat(evidence(group))
                .hasSize(2 * FirstAndLast.SHOWN)
                .startsWith("e0")
                .endsWith("e419");
    }

    @Test
    void aBucketCountsEachEventBehindItsResultsOnce() {
        GroupDriver group = new GroupDriver(anomaly(3_600));
        group.send(behind("w", List.of(), 0));
        group.send(behind("r1", List.of(), WEEK + 1, WEEK + 2));
        group.send(behind("r2", List.of(), WEEK + 2, WEEK + 3));
        group.send(behind("r3", List.of(), WEEK + 3, WEEK + 4)).streamReaches(WEEK + 4_000);

        assertThat(evidence(group)).containsExactly(e(1), e(2), e(3), e(4));
        assertThat(group.alerts()).extracting(Signal::count).containsExactly(4L);
    }

    @Test
    void aBucketHasNotTheEventsOfAResultThatIsTakenBack() {
        GroupDriver group = new GroupDriver(anomaly(3_600));
        group.send(behind("w", List.of(), 0));
        for (int i = 1; i <= 4; i++) {
            group.send(behind("r" + i, List.of(), WEEK + i, WEEK + i + 1));
        }
        group.streamReaches(WEEK + 4_000);

        group.send(takenBack("r4", WEEK + 5));

        assertThat(evidence(group)).containsExactly(e(1), e(2), e(3), e(4));
    }

    @Test
    void aBucketThatCannotCompareAllItsEventsIsCounted() {
        GroupDriver group = new GroupDriver(anomaly(86_400));
        for (int i = 0; i < 20; i++) {
            group.send(behind("r" + i, List.of(), LongStream.range(i, i + 1_000).toArray()));
        }
        assertThat(group.lost(Loss.COMPARED_EVENTS)).isZero();

        for (int i = 20; i < 30; i++) {
            long from = 1_000L * i;
            group.send(behind("r" + i, List.of(), LongStream.range(from, from + 1_000).toArray()));
        }

        assertThat(group.lost(Loss.COMPARED_EVENTS)).isEqualTo(2);
    }

    @Test
    void theCorrelationsAboveHearOfTheEventsBehind() {
        GroupDriver group = new GroupDriver(newValue());
        group.send(behind("r0", List.of("red"), 0, 1));
        group.takeResults();

        group.send(behind("r1", List.of("blue"), 100, 110));

        assertThat(group.takeResults())
                .singleElement()
                .satisfies(
                        result ->
                                assertThat(result.events())
                                        .extracting(EventRef::id)
                                        .containsExactly("e100", "e110"));
    }

    private static String e(long second) {
        return "e" + (WEEK + second);
    }

    private static List<String> evidence(GroupDriver group) {
        assertThat(group.alerts()).hasSize(1);
        return FinalAlert.ids(group.alerts().getFirst().evidence());
    }

    private static CorrelationPlan newValue() {
        return plan(CorrelationType.NEW_VALUE).fields("colour").remembers(900, 10).build();
    }

    private static CorrelationPlan absence() {
        return plan(CorrelationType.ABSENCE)
                .timespan(60)
                .settings(new AbsenceSettings(Duration.ofDays(100), null))
                .build();
    }

    private static CorrelationPlan anomaly(long bucket) {
        return plan(CorrelationType.ANOMALY)
                .timespan(bucket)
                .gte(2)
                .settings(
                        new AnomalySettings(
                                Duration.ofDays(28), Duration.ofDays(6), ZoneOffset.UTC))
                .build();
    }

    private static PlanBuilder plan(CorrelationType type) {
        return PlanBuilder.plan(type).rules("inner", "a").inner(1).grace(100_000).feeding();
    }
}
