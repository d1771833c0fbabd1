package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.PlanBuilder.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.alert.AlertState;
import dev.tocsin.event.EventRef;
import dev.tocsin.id.ContentId;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import dev.tocsin.rules.plan.TypeSettings.Expected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Line 29. */
class AbsenceTest {
    private static final CorrelationPlan PLAN = absence(60, 30, 600, 86_400);

    @Test
    void silenceIsAnnouncedWhenItHasSettledByTheTimeOfTheStream() {
        GroupDriver group = new GroupDriver(PLAN).at(0, 50, 100);
        assertThat(group.signals()).isEmpty();
        assertThat(group.wakeUpAtMs()).isEqualTo(190_000);

        group.streamReaches(190);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.state()).isEqualTo(AlertState.OPEN);
                            assertThat(alert.firstMs()).isEqualTo(100_000);
                            assertThat(alert.count()).isZero();
                            assertThat(alert.value()).isEqualTo(60);
                            assertThat(alert.alertId())
                                    .isEqualTo(ContentId.of("c", "alice", "100000"));
                            assertThat(FinalAlert.ids(alert.evidence())).containsExactly("e3");
                        });
        assertThat(group.streamReaches(1_000).signals()).as("said once").hasSize(1);
    }

    @Test
    void eventThatEndsTheSilenceResolvesTheAlertAndArmsItAgain() {
        GroupDriver group = new GroupDriver(PLAN).at(0).streamReaches(100).at(161);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
                            assertThat(alert.revision()).isEqualTo(2);
                            assertThat(alert.firstMs()).isZero();
                            assertThat(alert.lastMs()).isEqualTo(161_000);
                            assertThat(alert.maxValue()).isEqualTo(161);
                        });
        assertThat(group.streamReaches(400).alerts()).hasSize(2);
    }

    @Test
    void silenceThatNobodyNoticedIsAnnouncedByTheEventThatEndsIt() {
        GroupDriver group = new GroupDriver(PLAN).at(0, 61);

        assertThat(group.signals())
                .extracting(Signal::state)
                .containsExactly(AlertState.OPEN, AlertState.RESOLVED);
    }

    @Test
    void gapOfExactlyTheTimespanIsNoSilence() {
        assertThat(new GroupDriver(PLAN).at(0, 60, 120).signals()).isEmpty();
    }

    @Test
    void lateEventThatFillsTheGapRetracts() {
        GroupDriver group = new GroupDriver(PLAN).at(0, 100);
        assertThat(group.alerts()).hasSize(1);

        group.at(50);

        assertThat(group.alerts()).isEmpty();
        assertThat(group.signals().getLast().state()).isEqualTo(AlertState.RETRACTED);
    }

    @Test
    void lateEventThatOnlyNarrowsTheGapEndsItEarlier() {
        GroupDriver group = new GroupDriver(PLAN).at(0, 200);

        group.at(100);

        assertThat(group.alerts())
                .extracting(Signal::firstMs, Signal::lastMs)
                .containsExactly(tuple(0L, 100_000L), tuple(100_000L, 200_000L));
        assertThat(group.alerts().getFirst().late()).isTrue();
    }

    @Test
    void groupIsForgottenWhenItWasNotHeardForLong() {
        GroupDriver group = new GroupDriver(absence(60, 0, 10, 300)).at(0);

        group.streamReaches(400);

        assertThat(group.hasState()).isFalse();
        assertThat(group.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.state()).isEqualTo(AlertState.FINAL));
    }

    @Test
    void streamThatJumpsAheadForgetsNoSilence() {
        GroupDriver group = new GroupDriver(absence(60, 0, 10, 300)).at(0);

        group.wakeAtMs(9_000_000);

        assertThat(group.signals())
                .extracting(Signal::state)
                .containsExactly(AlertState.OPEN, AlertState.FINAL);
    }

    @Test
    void expectedGroupIsMissedWithoutHavingBeenHeard() {
        CorrelationPlan plan = expecting("Web-1", "web-2", "WEB-1");
        List<ExpectedGroup> groups = ExpectedGroup.of(RuleSet.empty(), plan);
        assertThat(groups)
                .containsExactly(
                        new ExpectedGroup("web-1", Map.of("host.name", "Web-1"), List.of()),
                        new ExpectedGroup("web-2", Map.of("host.name", "web-2"), List.of()));
        ChunkStore chunks = ChunkStore.inMemory();

        StepResult expected =
                CorrelationStep.expect(plan, null, groups.getFirst(), 1_000_000, chunks);
        assertThat(expected.signals()).isEmpty();
        assertThat(expected.wakeUpAtMs()).isEqualTo(1_060_001);
        StepResult missed = CorrelationStep.wake(plan, reread(expected), expected.wakeUpAtMs());

        assertThat(missed.signals())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.firstMs()).isEqualTo(1_000_000);
                            assertThat(alert.group()).isEqualTo(Map.of("host.name", "Web-1"));
                            assertThat(alert.evidence()).isEmpty();
                        });
        StepResult again =
                CorrelationStep.expect(plan, reread(missed), groups.getFirst(), 1_090_000, chunks);
        assertThat(again.signals()).as("it is known already").isEmpty();
        assertThat(
                        CorrelationStep.contribute(plan, reread(again), heard("web-1", 1_100_000))
                                .signals())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
                            assertThat(alert.firstMs()).isEqualTo(1_000_000);
                            assertThat(FinalAlert.ids(alert.evidence())).containsExactly("h");
                        });
    }

    @Test
    void eventFromBeforeTheWaitTakesItsPlace() {
        CorrelationPlan plan = expecting("web-1");
        StepResult expected =
                CorrelationStep.expect(
                        plan,
                        null,
                        ExpectedGroup.of(RuleSet.empty(), plan).getFirst(),
                        1_000_000,
                        ChunkStore.inMemory());

        StepResult heard =
                CorrelationStep.contribute(plan, reread(expected), heard("web-1", 950_000));

        assertThat(heard.signals()).isEmpty();
        assertThat(heard.wakeUpAtMs()).isEqualTo(1_010_001);
    }

    @Test
    void groupThatIsHeardInTimeIsNotMissed() {
        CorrelationPlan plan = expecting("web-1");
        StepResult expected =
                CorrelationStep.expect(
                        plan,
                        null,
                        ExpectedGroup.of(RuleSet.empty(), plan).getFirst(),
                        1_000_000,
                        ChunkStore.inMemory());

        StepResult heard =
                CorrelationStep.contribute(plan, reread(expected), heard("web-1", 1_060_000));

        assertThat(heard.signals()).isEmpty();
        assertThat(heard.wakeUpAtMs()).isEqualTo(1_120_001);
    }

    @Test
    void finalSilencesAreTheGapsBetweenEventsInEveryArrivalOrder() {
        long base = new Random().nextInt(1_000_000);
        for (long seed = base; seed < base + 500; seed++) {
            Random random = new Random(seed);
            int grace = random.nextInt(60);
            CorrelationPlan plan =
                    absence(
                            5 + random.nextInt(20),
                            random.nextInt(20),
                            grace,
                            60 + random.nextInt(60));
            List<Contribution> events = new ArrayList<>();
            int count = 1 + random.nextInt(12);
            for (int i = 0; i < count; i++) {
                events.add(
                        GroupDriver.contribution(
                                "e" + random.nextInt(10) + "-" + i,
                                1_000L * random.nextInt(200),
                                1,
                                List.of(),
                                random.nextBoolean() ? "alice" : "Alice"));
            }
            for (int order = 0; order < 3; order++) {
                GroupDriver group = new Arrivals(plan, random).play(events, true, 100_000);

                assertThat(group.alerts())
                        .as("seed %s%n%s%nsignals %s", seed, plan.describe(), group.signals())
                        .extracting(FinalAlert::of)
                        .containsExactlyInAnyOrderElementsOf(silences(plan, events));
                assertThat(group.hasState()).as("seed %s", seed).isFalse();
            }
        }
    }

    /** The judge: every gap, and the silence after the last event. */
    private static List<FinalAlert> silences(CorrelationPlan plan, List<Contribution> events) {
        List<Contribution> sorted = Arrivals.sorted(events);
        List<FinalAlert> silences = new ArrayList<>();
        long timespanMs = plan.timespan().toMillis();
        long forgetMs = ((AbsenceSettings) plan.settings()).forget().toMillis();
        for (int i = 0; i < sorted.size(); i++) {
            Contribution from = sorted.get(i);
            long fromMs = from.event().timeMs();
            Contribution to = i + 1 < sorted.size() ? sorted.get(i + 1) : null;
            long gapMs = to == null ? Long.MAX_VALUE : to.event().timeMs() - fromMs;
            if (gapMs > timespanMs) {
                String end = to != null && gapMs <= forgetMs ? to.event().id() : "";
                boolean ended = !end.isEmpty();
                double value = (ended ? gapMs : timespanMs) / 1_000.0;
                silences.add(
                        new FinalAlert(
                                from.group(),
                                fromMs,
                                ended ? fromMs + gapMs : fromMs,
                                0,
                                value,
                                value,
                                ended
                                        ? List.of(from.event().id(), end)
                                        : List.of(from.event().id())));
            }
        }
        return silences;
    }

    private static CorrelationPlan absence(long timespan, long settle, long grace, long forget) {
        return plan(CorrelationType.ABSENCE)
                .timespan(timespan)
                .settle(settle)
                .grace(grace)
                .settings(new AbsenceSettings(Duration.ofSeconds(forget), null))
                .build();
    }

    private static CorrelationPlan expecting(String... hosts) {
        return plan(CorrelationType.ABSENCE)
                .timespan(60)
                .settle(0)
                .groupBy("host.name")
                .settings(
                        new AbsenceSettings(
                                Duration.ofDays(7), new Expected("hosts", List.of(hosts))))
                .build();
    }

    private static Contribution heard(String host, long timeMs) {
        return new Contribution(
                "c",
                host,
                Map.of("host.name", host),
                1,
                List.of(),
                new EventRef("h", timeMs, "raw", 0, 1),
                Map.of(),
                List.of());
    }

    private static CorrelationState reread(StepResult result) {
        CorrelationState state = Objects.requireNonNull(result.state());
        return StateCodec.decode(StateCodec.encode(state), ChunkStore.inMemory());
    }
}
