package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.PlanBuilder.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.AlertState;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.TypeSettings.AnomalySettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Line 31: the count or sum of a group leaves its own seasonal baseline. */
class AnomalyTest {
    private static final long HOUR = 3_600;
    private static final long WEEK = 168 * HOUR;
    private static final CorrelationPlan HOURLY = hourly(5, 3_600);

    @Test
    void bucketFarAboveItsBaselineIsAnAlertThatSaysWhatWasExpected() {
        GroupDriver group = usual(4, 10);
        send(group, 4 * WEEK, 100);
        assertThat(group.signals()).as("the hour is not over").isEmpty();

        group.streamReaches(4 * WEEK + HOUR + 60);

        assertThat(group.alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.state()).isEqualTo(AlertState.OPEN);
                            assertThat(alert.count()).isEqualTo(100);
                            assertThat(alert.value()).isEqualTo(90);
                            assertThat(alert.context())
                                    .containsEntry(Anomalies.OBSERVED, List.of("100"))
                                    .containsEntry(Anomalies.EXPECTED, List.of("10"));
                        });
    }

    @Test
    void bucketFarBelowItsBaselineIsAnAlertToo() {
        GroupDriver group = usual(4, 100);
        send(group, 4 * WEEK, 3);

        assertThat(group.streamReaches(4 * WEEK + 2 * HOUR).alerts()).hasSize(1);
    }

    @Test
    void otherHoursOfTheWeekDoNotCount() {
        GroupDriver group = usual(4, 10);
        send(group, 4 * WEEK + 5 * HOUR, 30);

        assertThat(group.streamReaches(4 * WEEK + 7 * HOUR).alerts())
                .as("there is silence at that hour")
                .singleElement()
                .satisfies(
                        alert ->
                                assertThat(alert.context())
                                        .containsEntry(Anomalies.EXPECTED, List.of("0")));
    }

    @Test
    void groupLearnsInSilence() {
        GroupDriver group = new GroupDriver(HOURLY);
        send(group, 0, 10);
        send(group, WEEK - HOUR, 1_000);

        assertThat(group.streamReaches(WEEK).alerts()).isEmpty();
        send(group, WEEK, 1_000);
        assertThat(group.streamReaches(WEEK + 2 * HOUR).alerts()).hasSize(1);
    }

    @Test
    void groupThatWasSilentForItsHistoryLearnsAnewWhetherItsStateIsGoneOrNot() {
        GroupDriver kept = usual(2, 10);
        GroupDriver gone = usual(2, 10).streamReaches(7 * WEEK);
        assertThat(gone.hasState()).isFalse();

        for (GroupDriver group : List.of(kept, gone)) {
            send(group, 7 * WEEK, 10);
            assertThat(group.streamReaches(7 * WEEK + 2 * HOUR).alerts()).isEmpty();
            send(group, 8 * WEEK, 100);
            assertThat(group.streamReaches(8 * WEEK + 2 * HOUR).alerts())
                    .singleElement()
                    .satisfies(
                            alert ->
                                    assertThat(alert.context())
                                            .containsEntry(Anomalies.EXPECTED, List.of("10")));
        }
    }

    @Test
    void lateEventThatBreaksSuchASilenceMakesTheGroupAnOldOne() {
        GroupDriver group = new GroupDriver(hourly(5, 2 * 24 * HOUR));
        send(group, 0, 1);
        send(group, 4 * WEEK + 48 * HOUR, 100);
        assertThat(group.streamReaches(4 * WEEK + 50 * HOUR).alerts()).isEmpty();

        send(group, 4 * WEEK, 1);

        assertThat(group.streamReaches(4 * WEEK + 51 * HOUR).alerts())
                .as("before that hour there is silence in four weeks")
                .singleElement()
                .satisfies(alert -> assertThat(alert.value()).isEqualTo(100));
    }

    @Test
    void unusualBucketsAreInNoBaseline() {
        GroupDriver group = usual(2, 10);
        for (int week = 2; week < 5; week++) {
            send(group, week * WEEK, 200);
            group.streamReaches(week * WEEK + 2 * HOUR);
        }

        assertThat(group.alerts())
                .hasSize(3)
                .allSatisfy(
                        alert ->
                                assertThat(alert.context())
                                        .containsEntry(Anomalies.EXPECTED, List.of("10")));
    }

    @Test
    void lateEventsReviseAndRetract() {
        GroupDriver group = usual(4, 100);
        send(group, 4 * WEEK, 20);
        group.streamReaches(4 * WEEK + HOUR + 60);
        assertThat(group.alerts()).hasSize(1);

        send(group, 4 * WEEK + HOUR, 1);
        send(group, 4 * WEEK, 75);

        assertThat(group.alerts()).isEmpty();
        assertThat(group.signals().getLast().state()).isEqualTo(AlertState.RETRACTED);
    }

    @Test
    void bucketThatSettlesLongAfterTheGraceStillHasItsWholeBaseline() {
        GroupDriver group =
                new GroupDriver(
                        plan(CorrelationType.ANOMALY)
                                .timespan(HOUR)
                                .grace(HOUR)
                                .settle(30 * HOUR)
                                .gte(5)
                                .settings(settings(8))
                                .build());
        send(group, 0, 10);
        group.at(50 * HOUR);
        send(group, WEEK, 100);
        group.at(WEEK + 27 * HOUR);

        assertThat(group.streamReaches(WEEK + 32 * HOUR).alerts())
                .singleElement()
                .satisfies(
                        alert ->
                                assertThat(alert.context())
                                        .containsEntry(Anomalies.EXPECTED, List.of("10")));
    }

    @Test
    void sumOfAFieldHasABaselineToo() {
        CorrelationPlan plan =
                plan(CorrelationType.ANOMALY)
                        .timespan(HOUR)
                        .gte(5)
                        .fields("bytes")
                        .settings(settings(ZoneOffset.UTC))
                        .build();
        GroupDriver group = new GroupDriver(plan);
        for (int week = 0; week < 3; week++) {
            group.values(week * WEEK, "600", "400");
        }
        group.values(3 * WEEK, "2e6");

        assertThat(group.streamReaches(3 * WEEK + 2 * HOUR).alerts())
                .singleElement()
                .satisfies(
                        alert ->
                                assertThat(alert.context())
                                        .containsEntry(Anomalies.OBSERVED, List.of("2000000"))
                                        .containsEntry(Anomalies.EXPECTED, List.of("1000")));
    }

    @Test
    void baselineIsRobust() {
        Baseline baseline = Baseline.of(List.of(10.0, 12.0, 9.0, 11.0, 5_000.0));

        assertThat(baseline).isEqualTo(new Baseline(11, 1.4826));
        assertThat(Baseline.of(List.of())).isNull();
        assertThat(Baseline.of(List.of(100.0, 100.0))).isEqualTo(new Baseline(100, 10));
        assertThat(Baseline.of(List.of(0.0, 0.0))).isEqualTo(new Baseline(0, 1));
    }

    @Test
    void hourOfTheWeekIsThatOfTheClockOnTheWall() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Seasons hours = new Seasons(HOUR * 1_000, 28 * 86_400_000L, berlin);
        Seasons days = new Seasons(24 * HOUR * 1_000, 28 * 86_400_000L, berlin);

        assertThat(hours.before(at("2026-03-30T08:00:00Z"), at("2026-03-16T00:00:00Z")))
                .as("summer time began between")
                .containsExactly(at("2026-03-23T09:00:00Z"), at("2026-03-16T09:00:00Z"));
        assertThat(days.before(at("2026-03-30T00:00:00Z"), at("2026-03-16T00:00:00Z")))
                .containsExactly(at("2026-03-23T00:00:00Z"), at("2026-03-16T00:00:00Z"));
    }

    @Test
    void shortBucketsAreComparedWithAllOfTheirHour() {
        Seasons quarters = new Seasons(900_000, 28 * 86_400_000L, ZoneOffset.UTC);

        assertThat(quarters.before(at("2026-03-30T08:15:00Z"), at("2026-03-22T00:00:00Z")))
                .containsExactly(
                        at("2026-03-23T08:00:00Z"),
                        at("2026-03-23T08:15:00Z"),
                        at("2026-03-23T08:30:00Z"),
                        at("2026-03-23T08:45:00Z"));
    }

    @Test
    void finalAlertsAreThoseOfTheOracleInEveryArrivalOrder() {
        long base = new Random().nextInt(1_000_000);
        for (long seed = base; seed < base + 60; seed++) {
            Random random = new Random(seed);
            CorrelationPlan plan = hourly(1 + random.nextInt(5), random.nextInt(10_000));
            List<Contribution> events = new ArrayList<>();
            int week = 0;
            for (int i = 0; i < 6; i++) {
                week += 1 + (random.nextInt(4) == 0 ? random.nextInt(6) : 0);
                for (int hour : new int[] {0, 1, 50}) {
                    int count = random.nextInt(random.nextInt(3) == 0 ? 25 : 5);
                    for (int j = 0; j < count; j++) {
                        long second = week * WEEK + hour * HOUR + random.nextInt((int) HOUR);
                        events.add(event("e" + events.size(), second));
                    }
                }
            }
            if (events.isEmpty()) {
                continue;
            }
            for (int order = 0; order < 2; order++) {
                GroupDriver group = new Arrivals(plan, random).play(events, true, 100 * WEEK);

                assertThat(group.alerts())
                        .as("seed %s%n%s%nsignals %s", seed, plan.describe(), group.signals())
                        .extracting(FinalAlert::of)
                        .containsExactlyInAnyOrderElementsOf(oracle(plan, events));
                assertThat(group.hasState()).as("seed %s", seed).isFalse();
            }
        }
    }

    /** The judge: buckets as they are in the end, one after the other. */
    private static List<FinalAlert> oracle(CorrelationPlan plan, List<Contribution> events) {
        List<Contribution> sorted = Arrivals.sorted(events);
        Map<Long, List<Contribution>> buckets = new LinkedHashMap<>();
        for (Contribution event : sorted) {
            long hour = event.event().timeMs() / 1_000 / HOUR;
            buckets.computeIfAbsent(hour, _ -> new ArrayList<>()).add(event);
        }
        long[] begin = {0, Long.MIN_VALUE / 2};
        List<Long> unusual = new ArrayList<>();
        List<FinalAlert> found = new ArrayList<>();
        buckets.forEach(
                (hour, inBucket) -> {
                    begin[0] =
                            hour - begin[1] > 4 * 168
                                    ? inBucket.getFirst().event().timeMs()
                                    : begin[0];
                    begin[1] = hour;
                    long firstMs = begin[0];
                    long firstHour = firstMs / 1_000 / HOUR;
                    List<Double> usual = new ArrayList<>();
                    for (int week = 1; week <= 4; week++) {
                        long then = hour - 168L * week;
                        if (then >= firstHour && !unusual.contains(then)) {
                            usual.add((double) buckets.getOrDefault(then, List.of()).size());
                        }
                    }
                    boolean learned = hour * HOUR * 1_000 >= firstMs + WEEK * 1_000;
                    double off = usual.isEmpty() ? 0 : off(inBucket.size(), usual);
                    if (learned && !usual.isEmpty() && plan.threshold().holds(off)) {
                        unusual.add(hour);
                        found.add(
                                new FinalAlert(
                                        inBucket.getFirst().group(),
                                        inBucket.getFirst().event().timeMs(),
                                        inBucket.getLast().event().timeMs(),
                                        inBucket.size(),
                                        off,
                                        off,
                                        inBucket.stream().map(e -> e.event().id()).toList()));
                    }
                });
        return found;
    }

    private static double off(double value, List<Double> usual) {
        double median = median(usual);
        double mad = median(usual.stream().map(x -> Math.abs(x - median)).toList());
        double scale = Math.max(Math.max(1, median / 10), 1.4826 * mad);
        return Math.round(100 * Math.abs(value - median) / scale) / 100.0;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(x -> x).toArray();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** So many events at the first hour of each of some weeks. */
    private static GroupDriver usual(int weeks, int count) {
        GroupDriver group = new GroupDriver(HOURLY);
        for (int week = 0; week < weeks; week++) {
            send(group, week * WEEK, count);
        }
        return group.streamReaches((weeks - 1) * WEEK + 3 * HOUR);
    }

    private static void send(GroupDriver group, long second, int count) {
        for (int i = 0; i < count; i++) {
            group.at(second);
        }
    }

    private static Contribution event(String id, long second) {
        return GroupDriver.contribution(id, second * 1_000, 1, List.of(), "alice");
    }

    private static CorrelationPlan hourly(double gte, long grace) {
        return plan(CorrelationType.ANOMALY)
                .timespan(HOUR)
                .grace(grace)
                .gte(gte)
                .settings(settings(ZoneOffset.UTC))
                .build();
    }

    private static AnomalySettings settings(ZoneId zone) {
        return new AnomalySettings(Duration.ofDays(28), Duration.ofDays(7), zone);
    }

    private static AnomalySettings settings(long historyDays) {
        return new AnomalySettings(
                Duration.ofDays(historyDays), Duration.ofDays(7), ZoneOffset.UTC);
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
