package dev.tocsin.rules.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.RiskSum;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.RiskPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Lines 36 and 40: whatever the order in which alerts add to an entity, and are taken back, the
 * final risk alerts are those of the oracle; with the state as bytes between any two steps.
 */
class RiskOrderTest {
    /**
     * With {@code -Dtocsin.correlate.cases} more of them, from {@code tocsin.correlate.seed} on.
     */
    private static final int CASES = Integer.getInteger("tocsin.correlate.cases", 300);

    private static final int ORDERS = 3;
    private static final long GRACE_MS = Duration.ofHours(24).toMillis();

    @Test
    void riskAlertsAreThoseOfTheOracleForEveryArrivalOrder() {
        long base = Long.getLong("tocsin.correlate.seed", new Random().nextInt(1_000_000));
        int found = 0;
        for (long seed = base; seed < base + CASES; seed++) {
            Case random = new Case(seed);
            Map<FinalAlert, Map<String, Double>> expected =
                    new RiskOracle(random.plan, random.lasting()).found();
            found += expected.size();
            for (int order = 0; order < ORDERS; order++) {
                assertThat(random.play())
                        .as("seed %s, order %s, %s", seed, order, random.plan.describe())
                        .isEqualTo(expected);
            }
        }
        assertThat(found).isGreaterThan(CASES / 2);
    }

    private static final class Case {
        private final Random random;
        private final RiskPlan plan;
        private final List<Contribution> alerts = new ArrayList<>();
        private final Set<String> wrong = new HashSet<>();

        Case(long seed) {
            random = new Random(seed);
            plan =
                    RiskAlerts.plan(
                            10 + random.nextInt(60), Duration.ofHours(1 + random.nextInt(6)));
            int count = 1 + random.nextInt(16);
            long spanMs = Duration.ofHours(4 + random.nextInt(140)).toMillis();
            for (int i = 0; i < count; i++) {
                long timeMs = 600_000L * random.nextInt((int) (spanMs / 600_000));
                alerts.add(alert("a" + random.nextInt(10) + "-" + i, timeMs));
                if (random.nextInt(5) == 0) {
                    wrong.add(alerts.getLast().event().id());
                }
            }
        }

        private Contribution alert(String id, long timeMs) {
            String event = "e" + timeMs + "-" + random.nextInt(2);
            return RiskAlerts.contribution(
                    new InnerResult(
                            "rule-" + random.nextInt(3),
                            id,
                            false,
                            List.of(new EventRef(event, timeMs, "raw", 0, 0))),
                    timeMs,
                    List.of(random.nextBoolean() ? "20" : "7.5"));
        }

        List<Contribution> lasting() {
            return alerts.stream().filter(alert -> !wrong.contains(alert.event().id())).toList();
        }

        Map<FinalAlert, Map<String, Double>> play() {
            Map<Contribution, Long> arrivesAt = new HashMap<>();
            for (Contribution alert : alerts) {
                long delayMs = random.nextInt((int) GRACE_MS / 2);
                arrivesAt.put(alert, alert.event().timeMs() + delayMs);
                if (wrong.contains(alert.event().id())) {
                    InnerResult back = new InnerResult("", alert.event().id(), true, List.of());
                    long backMs = delayMs + 1 + random.nextInt((int) GRACE_MS / 2 - 1);
                    long timeMs = alert.event().timeMs();
                    arrivesAt.put(
                            RiskAlerts.contribution(back, timeMs, List.of()), timeMs + backMs);
                }
            }
            List<Contribution> arrival = new ArrayList<>(arrivesAt.keySet());
            arrival.sort(
                    Comparator.comparing((Contribution of) -> arrivesAt.getOrDefault(of, 0L))
                            .thenComparing(of -> of.event().id()));
            GroupDriver entity = new GroupDriver(plan.correlation());
            arrival.forEach(entity::send);
            entity.streamReaches(100_000_000);
            assertThat(entity.tooLate()).isZero();
            assertThat(entity.hasState()).isFalse();
            Map<FinalAlert, Map<String, Double>> found = new HashMap<>();
            for (Signal signal : entity.alerts()) {
                Map<String, Double> shares = new TreeMap<>();
                RiskSum sum = signal.scores().sum(plan.halfLife().toMillis());
                sum.rules().forEach(share -> shares.put(share.rule(), share.score()));
                found.put(FinalAlert.of(signal), shares);
            }
            return found;
        }
    }
}
