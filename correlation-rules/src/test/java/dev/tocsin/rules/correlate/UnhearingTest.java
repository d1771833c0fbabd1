package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.InnerResults.result;
import static dev.tocsin.rules.correlate.InnerResults.takenBack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.AlertState;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import dev.tocsin.rules.plan.TypeSettings.AnomalySettings;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Line 25: a result that is taken back, or that moves, leaves nothing behind in the groups that
 * heard it. Times are in seconds.
 */
class UnhearingTest {
    private static final int TRIALS = Integer.getInteger("tocsin.correlate.cases", 300);
    private static final long WEEK = 604_800;

    @Test
    void aSilenceThatAResultEndedGoesOnWhenTheResultIsTakenBack() {
        GroupDriver group = new GroupDriver(absence(60, 1_000).build());
        group.send(result("r1", 0)).send(result("r2", 500));
        assertThat(group.alerts()).extracting(Signal::state).containsExactly(AlertState.RESOLVED);

        group.send(takenBack("r2", 500));

        assertThat(group.alerts()).extracting(Signal::state).containsExactly(AlertState.OPEN);
        assertThat(group.signals()).extracting(Signal::revision).containsExactly(1, 2, 3);
    }

    @Test
    void aSilenceAfterAResultThatIsTakenBackIsRetracted() {
        GroupDriver group = new GroupDriver(absence(60, 1_000).build());
        group.send(result("r1", 0)).streamReaches(300);
        assertThat(group.alerts()).hasSize(1);

        group.send(takenBack("r1", 0));

        assertThat(group.alerts()).isEmpty();
        assertThat(group.streamReaches(100_000_000).hasState()).isFalse();
    }

    @Test
    void aGroupOfWhichAllWasTakenBackBeginsAnew() {
        GroupDriver group = new GroupDriver(absence(60, 100).build());
        group.send(result("r1", 1_000)).send(takenBack("r1", 1_000));
        CorrelationState state = StateCodec.decode(group.stateBytes(), ChunkStore.inMemory());
        assertThat(state.isAlive()).isFalse();

        group.send(result("r2", 500)).streamReaches(700);

        assertThat(group.alerts()).extracting(Signal::firstMs).containsExactly(500_000L);
    }

    @Test
    void aGroupOfWhichAllWasTakenBackIsForgotten() {
        GroupDriver group = new GroupDriver(absence(60, 100).build());
        group.send(result("r1", 1_000)).streamReaches(2_000);
        group.send(takenBack("r1", 1_000)).send(takenBack("r1", 1_000));
        assertThat(group.hasState()).isTrue();

        assertThat(group.streamReaches(100_000_000).hasState()).isFalse();
    }

    @Test
    void aGroupThatNeverSaidAnythingIsGoneWithTheNextResultThatIsTakenBack() {
        GroupDriver group = new GroupDriver(newValue(900, 60, 1_000).build());
        group.send(result("r0", 0, "red")).send(takenBack("r0", 0));
        assertThat(group.hasState()).isTrue();

        group.send(takenBack("r1", 10));

        assertThat(group.hasState()).isFalse();
        assertThat(group.wakeUpAtMs()).isEqualTo(StepResult.NEVER);
    }

    @Test
    void aFurtherNewsThatIsTakenBackIsNotCountedAsSuppressed() {
        CorrelationPlan plan = newValue(9_000, 60, 1_000).suppress(5_000).build();
        GroupDriver group = new GroupDriver(plan);
        group.send(result("r0", 0, "red")).send(result("r1", 100, "blue"));
        group.send(result("r2", 200, "green")).send(result("r3", 300, "black"));

        group.send(takenBack("r2", 200)).streamReaches(900);

        assertThat(group.alerts()).extracting(Signal::suppressed).containsExactly(1L);
    }

    @Test
    void newsThatIsSplitWhileItIsSuppressedIsTwoResults() {
        CorrelationPlan plan = newValue(60, 10, 10_000).suppress(50_000).build();
        GroupDriver group = new GroupDriver(plan);
        group.send(result("r0", 0, "red")).send(result("r1", 20, "blue"));
        group.send(result("r2", 200, "green")).send(result("r3", 150, "green"));

        group.send(result("r3", 100, "green"));

        Map<String, Long> times = new TreeMap<>();
        for (EpisodeResult result : group.takeResults()) {
            times.put(result.event().id(), result.event().timeMs());
        }
        assertThat(times.values()).containsExactlyInAnyOrder(20_000L, 100_000L, 200_000L);
    }

    @Test
    void aValueIsNewAgainWhenItsFirstSightingIsTakenBack() {
        GroupDriver group = new GroupDriver(newValue(900, 60, 1_000).build());
        group.send(result("r0", 0, "red")).send(result("r1", 100, "red"));
        group.send(result("r2", 200, "blue")).send(result("r3", 300, "blue"));

        group.send(takenBack("r2", 200));

        assertThat(group.alerts()).extracting(Signal::firstMs).containsExactly(300_000L);
    }

    @Test
    void anAlertThatComesBackGoesOnFromItsLastRevision() {
        GroupDriver group = new GroupDriver(newValue(900, 60, 1_000).build());
        group.send(result("r0", 0, "red")).send(result("r1", 200, "blue"));
        group.send(takenBack("r1", 200)).send(result("r1", 200, "blue"));

        assertThat(group.signals()).extracting(Signal::revision).containsExactly(1, 2, 3);
        assertThat(group.signals()).extracting(Signal::alertId).containsOnly(id(group));
        assertThat(group.alerts()).hasSize(1);
    }

    @Test
    void aSilenceThatComesBackWhenWhatFilledItIsTakenBackGoesOnFromItsLastRevision() {
        GroupDriver group = new GroupDriver(absence(60, 1_000).build());
        group.send(result("r1", 0)).send(result("r2", 100)).send(result("r3", 50));
        assertThat(group.alerts()).isEmpty();

        group.send(takenBack("r3", 50));

        assertThat(group.alerts()).extracting(Signal::state).containsExactly(AlertState.RESOLVED);
        assertThat(group.signals()).extracting(Signal::alertId).containsOnly(id(group));
        assertThat(group.signals()).extracting(Signal::revision).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aValueThatIsNewAgainWhenWhatMadeItKnownIsTakenBackGoesOnFromItsLastRevision() {
        GroupDriver group = new GroupDriver(newValue(60, 60, 1_000).build());
        group.send(result("r0", 0, "red")).send(result("r1", 200, "blue"));
        group.send(result("r2", 300, "blue")).send(result("r3", 250, "blue"));
        assertThat(group.alerts()).hasSize(1);

        group.send(takenBack("r3", 250));

        assertThat(group.alerts()).extracting(Signal::firstMs).contains(200_000L, 300_000L);
        assertThat(group.signals())
                .extracting(signal -> signal.alertId() + "/" + signal.revision())
                .doesNotHaveDuplicates();
    }

    @Test
    void aResultThatMovesInsideItsBucketIsOneRevision() {
        GroupDriver group = unusual();
        int said = group.signals().size();

        group.send(result("w1-3", WEEK + 30));

        assertThat(group.alerts()).hasSize(1);
        assertThat(group.signals()).hasSize(said + 1);
    }

    @Test
    void aBucketThatIsUsualWithoutAResultIsRetracted() {
        GroupDriver group = unusual();

        group.send(takenBack("w1-3", WEEK + 3));

        assertThat(group.alerts()).isEmpty();
    }

    @Test
    void aResultOlderThanTheGraceStaysHeard() {
        GroupDriver group = new GroupDriver(newValue(9_000, 60, 100).build());
        group.send(result("r0", 0, "red")).send(result("r1", 200, "blue"));
        group.send(result("r2", 301, "red")).send(takenBack("r1", 200));

        assertThat(group.alerts()).hasSize(1);
    }

    @Test
    void theCorrelationsAboveHearOfIt() {
        GroupDriver group = new GroupDriver(newValue(900, 60, 1_000).build());
        group.send(result("r0", 0, "red")).send(result("r1", 200, "blue"));
        assertThat(group.takeResults()).extracting(EpisodeResult::events).hasSize(1);

        group.send(takenBack("r1", 200));

        List<EpisodeResult> results = group.takeResults();
        assertThat(results).hasSize(1);
        assertThat(results.getFirst().events()).isEmpty();
        assertThat(results.getFirst().left()).hasSize(1);
    }

    @Test
    void aFloodIsKeptInPart() {
        GroupDriver group = new GroupDriver(newValue(100_000, 60, 100_000).build());
        for (int i = 0; i < Unhearing.MOST_HEARD + 10; i++) {
            group.send(result("r" + i, i, "v" + i));
        }
        int alerts = group.alerts().size();
        assertThat(group.lost(Loss.HEARD)).isEqualTo(10);

        group.send(takenBack("r100", 100)).send(takenBack("r5", 5));

        assertThat(group.alerts()).hasSize(alerts - 1);
    }

    @Test
    void aFloodOfLargeResultsIsKeptInPartToo() {
        GroupDriver group = new GroupDriver(newValue(100_000, 60, 100_000).build());
        for (int i = 0; i < 100; i++) {
            group.send(result("r" + i, i, i + "v".repeat(50_000)));
        }

        assertThat(group.lost(Loss.HEARD)).isBetween(16, 18);
    }

    @Test
    void lastRevisionsOfAlertsThatAreTakenBackAreForgottenWhenThereAreTooMany() {
        GroupDriver group = new GroupDriver(newValue(100_000, 60, 100_000).build());
        group.send(result("r0", 0, "v0"));
        for (int i = 1; i <= Revisions.MOST + 3; i++) {
            group.send(result("r" + i, 100 + i, "v" + i)).send(takenBack("r" + i, 100 + i));
        }

        assertThat(group.lost(Loss.REVISIONS)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = CorrelationType.class,
            names = {"ABSENCE", "NEW_VALUE", "ANOMALY"})
    void whatLastsIsAsIfWhatWasTakenBackHadNeverCome(CorrelationType type) {
        long base = Long.getLong("tocsin.correlate.seed", new Random().nextInt(1_000_000));
        for (long seed = base; seed < base + TRIALS; seed++) {
            Random random = new Random(seed);
            CorrelationPlan plan = random(type, 1, new Random(seed));
            Trial trial = new Trial(plan, random(type, 0, new Random(seed)), random);
            for (int i = 0; i < 12; i++) {
                trial.step();
            }
            assertThat(trial.found())
                    .as("seed %s%n%s%n%s", seed, plan.describe(), trial.done)
                    .containsExactlyInAnyOrderElementsOf(trial.expected());
        }
    }

    /** Results that come, move and go in some order, and what of them lasts. */
    private static final class Trial {
        private final CorrelationPlan plan;
        private final CorrelationPlan plain;
        private final Random random;
        private final GroupDriver group;
        private final Map<String, Contribution> lasting = new TreeMap<>();
        private final List<String> done = new ArrayList<>();
        private long clock;
        private long wokenMs;
        private int sent;

        /**
         * @param plain the same plan over rules, which takes nothing back
         */
        Trial(CorrelationPlan plan, CorrelationPlan plain, Random random) {
            this.plan = plan;
            this.plain = plain;
            this.random = random;
            this.group = new GroupDriver(plan, random::nextBoolean);
        }

        void step() {
            int choice = sent == 0 ? 0 : random.nextInt(6);
            switch (choice) {
                case 0, 1, 2 -> come("r" + ++sent);
                case 3 -> come("r" + (1 + random.nextInt(sent)));
                case 4 -> goes("r" + (1 + random.nextInt(sent)));
                default -> wakes();
            }
        }

        private void come(String id) {
            long second = second();
            Contribution known = lasting.get(id);
            boolean open = known == null || isOpen(known);
            Contribution now = result(id, second, value(id));
            int before = group.tooLate();
            group.send(now);
            done.add(id + "@" + second);
            if (group.tooLate() > before) {
                return;
            }
            clock = Math.max(clock, second);
            if (!open) {
                lasting.put(id + "-" + lasting.size() + "-" + second, known);
            }
            lasting.put(id, now);
        }

        private void goes(String id) {
            Contribution known = lasting.get(id);
            group.send(takenBack(id, known == null ? clock : known.timeMs() / 1_000));
            done.add("-" + id);
            if (known != null && isOpen(known)) {
                lasting.remove(id);
                clock = lasting.isEmpty() ? 0 : clock;
            }
        }

        private void wakes() {
            // A group of values is forgotten early: then what is late is the first of another.
            boolean forgets = plan.type() == CorrelationType.NEW_VALUE;
            int most = forgets ? (int) plan.grace().toMillis() : 130_000;
            long streamTimeMs = clock * 1_000 + random.nextInt(most);
            wokenMs = Math.max(wokenMs, streamTimeMs);
            group.wakeAtMs(streamTimeMs);
            done.add("!" + streamTimeMs);
        }

        private boolean isOpen(Contribution known) {
            return known.timeMs() >= clock * 1_000 - plan.grace().toMillis();
        }

        /** Somewhere about the clock; of an anomaly one of a few hours of some weeks. */
        private long second() {
            if (plan.type() == CorrelationType.ANOMALY) {
                return WEEK * (sent / 3) + 3_600L * random.nextInt(2) + random.nextInt(3_600);
            }
            return Math.max(0, clock + random.nextInt(150) - 75);
        }

        private String value(String id) {
            return plan.type() == CorrelationType.ANOMALY
                    ? "" + random.nextInt(40)
                    : List.of("red", "Red", "blue").get((id.hashCode() & 0xFF) % 3);
        }

        List<FinalAlert> found() {
            return alerts(group);
        }

        /** The same in time order, and nothing else. */
        List<FinalAlert> expected() {
            GroupDriver reference = new GroupDriver(plain);
            List<Contribution> sorted = new ArrayList<>(lasting.values());
            sorted.sort(Comparator.comparing(Contribution::event, Evidence.ORDER));
            sorted.forEach(reference::send);
            return alerts(reference);
        }

        private List<FinalAlert> alerts(GroupDriver of) {
            long endMs = Math.max(wokenMs, clock * 1_000) + 8_000_000;
            List<FinalAlert> alerts = new ArrayList<>();
            of.wakeAtMs(endMs).alerts().forEach(alert -> alerts.add(FinalAlert.of(alert)));
            return alerts;
        }
    }

    private static CorrelationPlan random(CorrelationType type, long inner, Random random) {
        long grace = 20L + random.nextInt(200);
        return switch (type) {
            case ABSENCE -> absence(1 + random.nextInt(60), grace).inner(inner).build();
            case ANOMALY -> anomaly(50 * grace, random.nextBoolean()).inner(inner).build();
            default ->
                    newValue(random.nextInt(150), random.nextInt(80), grace).inner(inner).build();
        };
    }

    private static PlanBuilder absence(long timespan, long grace) {
        return plan(CorrelationType.ABSENCE, grace)
                .timespan(timespan)
                .settings(new AbsenceSettings(Duration.ofDays(100), null));
    }

    private static PlanBuilder newValue(long history, long learn, long grace) {
        return plan(CorrelationType.NEW_VALUE, grace).fields("colour").remembers(history, learn);
    }

    private static PlanBuilder anomaly(long grace, boolean sums) {
        return (sums
                        ? plan(CorrelationType.ANOMALY, grace).fields("bytes")
                        : plan(CorrelationType.ANOMALY, grace))
                .timespan(3_600)
                .gte(2)
                .settings(
                        new AnomalySettings(
                                Duration.ofDays(28), Duration.ofDays(6), ZoneOffset.UTC));
    }

    private static PlanBuilder plan(CorrelationType type, long grace) {
        return PlanBuilder.plan(type).rules("inner", "a").inner(1).grace(grace).feeding();
    }

    /** One result in the first week, and three in the same hour of the next, which is unusual. */
    private static GroupDriver unusual() {
        GroupDriver group = new GroupDriver(anomaly(10_000, false).build());
        group.send(result("w0", 0));
        for (int i = 1; i <= 3; i++) {
            group.send(result("w1-" + i, WEEK + i));
        }
        group.streamReaches(WEEK + 5_000);
        assertThat(group.alerts()).hasSize(1);
        return group;
    }

    private static String id(GroupDriver group) {
        return group.signals().getFirst().alertId();
    }
}
