package dev.tocsin.rules.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Line 36: whatever the order of arrival within grace, and with the state as bytes between some or
 * any two steps, the final alerts are those of the brute-force oracle.
 */
class ArrivalOrderTest {
    /**
     * With {@code -Dtocsin.correlate.cases} more of them, from {@code tocsin.correlate.seed} on.
     */
    private static final int CASES = Integer.getInteger("tocsin.correlate.cases", 300);

    private static final int ORDERS = 3;

    @ParameterizedTest
    @EnumSource(CaseKind.class)
    void finalAlertsAreThoseOfTheOracleForEveryArrivalOrder(CaseKind kind) {
        long base = seed();
        for (long seed = base; seed < base + CASES; seed++) {
            RandomCase random = new RandomCase(kind, seed);
            List<FinalAlert> expected = oracle(kind, random);
            for (int order = 0; order < ORDERS; order++) {
                List<Contribution> arrival = random.arrival();
                GroupDriver group = play(random, arrival);
                List<FinalAlert> found = new ArrayList<>();
                group.alerts().forEach(signal -> found.add(FinalAlert.of(signal)));

                assertThat(found)
                        .as(
                                "seed %s%nplan %s%narrival %s%nsignals %s",
                                seed, random.plan().describe(), brief(arrival), group.signals())
                        .containsExactlyInAnyOrderElementsOf(expected);
                assertThat(group.tooLate()).as("seed %s", seed).isZero();
                assertThat(group.hasState()).as("seed %s", seed).isFalse();
            }
        }
    }

    @Test
    void aFloodIsJudgedAsTheOracleDoes() {
        long seed = new Random().nextInt(1_000_000);
        Random random = new Random(seed);
        CorrelationPlan plan = PlanBuilder.plan(CorrelationType.EVENT_COUNT).gte(4).build();
        List<Contribution> events = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            // Dense at first, then so thin that late events decide what belongs together.
            long timeMs = i < 2_000 ? random.nextInt(900_000) : 900_000 + random.nextInt(9_000_000);
            events.add(GroupDriver.contribution("e" + i, timeMs, 1, List.of(), "alice"));
        }
        List<Contribution> arrival = new ArrayList<>(events);
        arrival.sort(
                Comparator.comparingLong(
                        event -> event.event().timeMs() + event.event().id().hashCode() % 600_000));
        GroupDriver group = new GroupDriver(plan);
        arrival.forEach(group::send);

        assertThat(group.streamReaches(1_000_000).alerts())
                .as("seed %s", seed)
                .extracting(FinalAlert::of)
                .containsExactlyInAnyOrderElementsOf(new FrameOracle(plan, events).alerts());
    }

    @ParameterizedTest
    @EnumSource(CaseKind.class)
    void revisionsOfAnAlertCountUpAndEndOnce(CaseKind kind) {
        long base = seed();
        for (long seed = base; seed < base + CASES; seed++) {
            RandomCase random = new RandomCase(kind, seed);
            GroupDriver group = play(random, random.arrival());
            HashSet<String> seen = new HashSet<>();
            for (Signal signal : group.signals()) {
                assertThat(seen.add(signal.alertId() + "/" + signal.revision()))
                        .as("seed %s: %s", seed, group.signals())
                        .isTrue();
                assertThat(
                                signal.revision() == 1
                                        || seen.contains(
                                                signal.alertId() + "/" + (signal.revision() - 1)))
                        .as("seed %s: %s", seed, group.signals())
                        .isTrue();
            }
            for (Signal alert : group.alerts()) {
                assertThat(alert.state().text()).as("seed %s", seed).isEqualTo("final");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = CaseKind.class, names = "TEMPORAL_ORDERED.*", mode = Mode.MATCH_ALL)
    void theSameEventsAreMarkedAsTheSequenceForEveryArrivalOrder(CaseKind kind) {
        long base = seed();
        for (long seed = base; seed < base + CASES; seed++) {
            RandomCase random = new RandomCase(kind, seed);
            FrameOracle oracle = new FrameOracle(random.plan(), random.events());
            Map<FinalAlert, List<SequenceStep>> marked = new HashMap<>();
            for (int order = 0; order < ORDERS; order++) {
                for (Signal signal : play(random, random.arrival()).alerts()) {
                    FinalAlert alert = FinalAlert.of(signal);
                    List<SequenceStep> sequence = signal.sequence();
                    List<SequenceStep> before = marked.putIfAbsent(alert, sequence);
                    assertThat(before == null ? sequence : before)
                            .as("seed %s %s", seed, alert)
                            .isEqualTo(sequence);
                    assertThat(oracle.isSequenceOf(alert, sequence))
                            .as("seed %s %s %s", seed, alert, sequence)
                            .isTrue();
                    assertThat(signal.evidence())
                            .containsAll(sequence.stream().map(SequenceStep::event).toList());
                }
            }
        }
    }

    @Test
    void idsAreTheSameWhenAGroupArrivesInTimeOrder() {
        RandomCase random = new RandomCase(CaseKind.EVENT_COUNT, 7);
        List<Contribution> arrival = new ArrayList<>(random.events());
        arrival.sort((x, y) -> Evidence.ORDER.compare(x.event(), y.event()));

        assertThat(play(random, arrival).alerts())
                .extracting(Signal::alertId)
                .isEqualTo(play(random, arrival).alerts().stream().map(Signal::alertId).toList());
    }

    private static long seed() {
        return Long.getLong("tocsin.correlate.seed", new Random().nextInt(1_000_000));
    }

    private static List<FinalAlert> oracle(CaseKind kind, RandomCase random) {
        return kind == CaseKind.NEW_VALUE
                ? new NewValueOracle(random.plan(), random.events()).alerts()
                : new FrameOracle(random.plan(), random.events()).alerts();
    }

    private static GroupDriver play(RandomCase random, List<Contribution> arrival) {
        boolean always = random.oneIn(2);
        GroupDriver group = new GroupDriver(random.plan(), () -> always || random.oneIn(4));
        long clockMs = 0;
        for (Contribution contribution : arrival) {
            group.send(contribution);
            clockMs = Math.max(clockMs, contribution.event().timeMs());
            if (random.oneIn(4)) {
                // Other groups let the stream go on, but not so far that this group is forgotten.
                group.wakeAtMs(clockMs + random.below((int) random.plan().grace().toMillis() + 1));
            }
        }
        return group.streamReaches(1_000_000);
    }

    private static String brief(List<Contribution> arrival) {
        StringBuilder text = new StringBuilder();
        for (Contribution event : arrival) {
            text.append(event.event().timeMs() / 1_000)
                    .append(':')
                    .append(event.event().id())
                    .append(':')
                    .append(Long.toBinaryString(event.positions()))
                    .append(event.values())
                    .append(event.group().values())
                    .append(' ');
        }
        return text.toString();
    }
}
