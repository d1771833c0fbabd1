package dev.tocsin.rules.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.Threshold.Bound;
import dev.tocsin.rules.plan.Threshold.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Line 25: whatever the order in which events arrive, and with the state as bytes between any two
 * steps, the alerts of a correlation over a correlation are those of the oracle over the oracle.
 */
class ChainOrderTest {
    /**
     * With {@code -Dtocsin.correlate.cases} more of them, from {@code tocsin.correlate.seed} on.
     */
    private static final int CASES = Integer.getInteger("tocsin.correlate.cases", 100);

    private static final int ORDERS = 3;
    private static final String OUTER = "outer";

    @ParameterizedTest
    @EnumSource(value = CaseKind.class, names = "NEW_VALUE", mode = Mode.EXCLUDE)
    void finalAlertsAboveAreThoseOfTheOracleForEveryArrivalOrder(CaseKind kind) {
        long base = Long.getLong("tocsin.correlate.seed", new Random().nextInt(1_000_000));
        for (long seed = base; seed < base + CASES; seed++) {
            Chain chain = new Chain(kind, seed);
            List<FinalAlert> expected = chain.expected();
            for (int order = 0; order < ORDERS; order++) {
                assertThat(chain.play())
                        .as(
                                "seed %s, order %s%ninner %s%nouter %s%nresults %s",
                                seed,
                                order,
                                chain.random.plan().describe(),
                                chain.outer.describe(),
                                chain.heard)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    /** A correlation over a correlation; each event carries one or two groups of the outer. */
    private static final class Chain {
        private final RandomCase random;
        private final CorrelationPlan outer;
        private final RuleSet rules;
        private final Map<String, List<Carried>> carried = new HashMap<>();
        private final List<EpisodeResult> heard = new ArrayList<>();

        Chain(CaseKind kind, long seed) {
            random = new RandomCase(kind, seed, true);
            Random choice = new Random(seed);
            PlanBuilder builder =
                    PlanBuilder.plan(CorrelationType.EVENT_COUNT)
                            .id(OUTER)
                            .rules("c")
                            .inner(1)
                            .groupBy("host.name")
                            .timespan(choice.nextInt(60))
                            .grace(100_000)
                            .settle(choice.nextInt(20));
            int count = 1 + choice.nextInt(3);
            outer =
                    choice.nextInt(3) == 0
                            ? builder.condition(
                                            new Threshold(
                                                    List.of(new Bound(Comparison.LTE, count))))
                                    .build()
                            : builder.gte(count).build();
            rules = new RuleSet("r", List.of(), List.of(random.plan(), outer), (_, _) -> List.of());
            for (Contribution event : random.events()) {
                Map<String, String> groups = new TreeMap<>();
                groups.put("h" + choice.nextInt(2), "h");
                groups.put("h" + choice.nextInt(3), "h");
                carried.put(
                        event.event().id(), List.of(new Carried(OUTER, "c", groups, List.of())));
            }
        }

        List<FinalAlert> expected() {
            List<Contribution> events = new ArrayList<>();
            random.events().forEach(event -> events.add(carrying(event)));
            Map<String, List<Contribution>> byGroup = new TreeMap<>();
            for (FirstFrame first : new FrameOracle(random.plan(), events).firstFrames()) {
                Map<String, String> groups = new TreeMap<>();
                first.details().forEach(of -> of.carried().forEach(c -> groups.putAll(c.groups())));
                groups.forEach(
                        (key, spelled) ->
                                byGroup.computeIfAbsent(key, _ -> new ArrayList<>())
                                        .add(result(first, key, spelled)));
            }
            List<FinalAlert> alerts = new ArrayList<>();
            byGroup.values().forEach(of -> alerts.addAll(new FrameOracle(outer, of).alerts()));
            return alerts;
        }

        private static Contribution result(FirstFrame first, String key, String spelled) {
            String id = first.endMs() + "/" + first.events();
            return new Contribution(
                    OUTER,
                    key,
                    Map.of("host.name", spelled),
                    1,
                    List.of(),
                    new EventRef(id, first.endMs(), "raw", 0, 0),
                    Map.of(),
                    List.of(),
                    new InnerResult(id, false, first.events()),
                    List.of());
        }

        private Contribution carrying(Contribution event) {
            return new Contribution(
                    event.correlationId(),
                    event.groupKey(),
                    event.group(),
                    event.positions(),
                    event.values(),
                    event.event(),
                    event.context(),
                    event.predicates(),
                    null,
                    carried.getOrDefault(event.event().id(), List.of()));
        }

        List<FinalAlert> play() {
            heard.clear();
            GroupDriver inner = new GroupDriver(random.plan());
            Map<String, GroupDriver> outers = new TreeMap<>();
            long clockMs = 0;
            for (Contribution contribution : random.arrival()) {
                inner.send(carrying(contribution));
                feed(inner, outers);
                clockMs = Math.max(clockMs, contribution.event().timeMs());
                if (random.oneIn(4)) {
                    long graceMs = random.plan().grace().toMillis();
                    inner.wakeAtMs(clockMs + random.below((int) graceMs + 1));
                    feed(inner, outers);
                }
            }
            inner.streamReaches(1_000_000);
            feed(inner, outers);
            List<FinalAlert> alerts = new ArrayList<>();
            outers.values()
                    .forEach(
                            group ->
                                    group.streamReaches(1_000_000_000)
                                            .alerts()
                                            .forEach(alert -> alerts.add(FinalAlert.of(alert))));
            return alerts;
        }

        private void feed(GroupDriver inner, Map<String, GroupDriver> outers) {
            for (EpisodeResult result : inner.takeResults()) {
                heard.add(result);
                for (Contribution further : Contributions.of(rules, result)) {
                    outers.computeIfAbsent(further.groupKey(), _ -> new GroupDriver(outer))
                            .send(further);
                }
            }
        }
    }
}
