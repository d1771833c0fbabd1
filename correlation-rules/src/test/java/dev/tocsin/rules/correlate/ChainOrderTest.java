package dev.tocsin.rules.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.Threshold.Bound;
import dev.tocsin.rules.plan.Threshold.Comparison;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    @EnumSource(CaseKind.class)
    void finalAlertsAboveAreThoseOfTheOracleForEveryArrivalOrder(CaseKind kind) {
        long base = Long.getLong("tocsin.correlate.seed", new Random().nextInt(1_000_000));
        for (long seed = base; seed < base + CASES; seed++) {
            assertOrders(seed, new Chain(new RandomCase(kind, seed, true), seed));
        }
    }

    @Test
    void aSilenceIsHeardAboveForEveryArrivalOrder() {
        long base = Long.getLong("tocsin.correlate.seed", new Random().nextInt(1_000_000));
        for (long seed = base; seed < base + CASES; seed++) {
            RandomCase random = new RandomCase(CaseKind.EVENT_COUNT, seed, true);
            CorrelationPlan silence =
                    PlanBuilder.plan(CorrelationType.ABSENCE)
                            .timespan(1 + seed % 20)
                            .settle(seed % 7)
                            .grace(random.plan().grace().toSeconds())
                            .settings(new AbsenceSettings(Duration.ofDays(1), null))
                            .feeding()
                            .build();
            assertOrders(seed, new Chain(random, silence, seed));
        }
    }

    private static void assertOrders(long seed, Chain chain) {
        List<FinalAlert> expected = chain.expected();
        for (int order = 0; order < ORDERS; order++) {
            assertThat(chain.play())
                    .as(
                            "seed %s, order %s%ninner %s%nouter %s%nresults %s",
                            seed,
                            order,
                            chain.inner.describe(),
                            chain.outer.describe(),
                            chain.heard)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(CaseKind.class)
    void aSilenceAboveIsBetweenTheResultsThatLast(CaseKind kind) {
        long base = Long.getLong("tocsin.correlate.seed", new Random().nextInt(1_000_000));
        for (long seed = base; seed < base + CASES; seed++) {
            PlanBuilder silence =
                    PlanBuilder.plan(CorrelationType.ABSENCE)
                            .timespan(1 + seed % 40)
                            .settings(new AbsenceSettings(Duration.ofDays(100), null));
            assertOrders(seed, new Chain(new RandomCase(kind, seed, true), silence, seed));
        }
    }

    @ParameterizedTest
    @EnumSource(CaseKind.class)
    void aValueAboveIsNewWithTheFirstResultThatLasts(CaseKind kind) {
        long base = Long.getLong("tocsin.correlate.seed", new Random().nextInt(1_000_000));
        for (long seed = base; seed < base + CASES; seed++) {
            PlanBuilder news =
                    PlanBuilder.plan(CorrelationType.NEW_VALUE)
                            .fields("port")
                            .remembers(seed % 60, seed % 7);
            assertOrders(seed, new Chain(new RandomCase(kind, seed, true), news, seed));
        }
    }

    @Test
    void resultsWithTheSameEvidenceAreTwoAlertsWhenNoFrameHasBoth() {
        CorrelationPlan outer =
                PlanBuilder.plan(CorrelationType.EVENT_COUNT)
                        .id(OUTER)
                        .rules("c")
                        .inner(1)
                        .groupBy("host.name")
                        .timespan(3)
                        .gte(1)
                        .build();
        GroupDriver group = new GroupDriver(outer);

        group.send(result("one", 10)).send(result("two", 50));

        assertThat(group.alerts()).extracting(Signal::alertId).doesNotHaveDuplicates().hasSize(2);
    }

    /** The result of an episode that began with the event {@code e} at five seconds. */
    private static Contribution result(String episode, long second) {
        return new Contribution(
                OUTER,
                "h",
                Map.of("host.name", "h"),
                1,
                List.of(),
                new EventRef(episode, second * 1_000, "raw", 0, 0),
                Map.of(),
                List.of(),
                new InnerResult(
                        "c", episode, false, List.of(new EventRef("e", 5_000, "raw", 0, 0))),
                List.of());
    }

    /** A correlation over a correlation; each event carries one or two groups of the outer. */
    private static final class Chain {
        private final RandomCase random;
        private final CorrelationPlan inner;
        private final CorrelationPlan outer;
        private final boolean learns;
        private final RuleSet rules;
        private final Map<String, List<Carried>> carried = new HashMap<>();
        private final List<EpisodeResult> heard = new ArrayList<>();

        Chain(RandomCase random, long seed) {
            this(random, random.plan(), seed);
        }

        Chain(RandomCase random, CorrelationPlan inner, long seed) {
            this(random, inner, framed(new Random(seed)), seed);
        }

        /**
         * @param learner an outer correlation without frames
         */
        Chain(RandomCase random, PlanBuilder learner, long seed) {
            this(random, random.plan(), above(learner).build(), seed);
        }

        private Chain(RandomCase random, CorrelationPlan inner, CorrelationPlan outer, long seed) {
            this.random = random;
            this.inner = inner;
            this.outer = outer;
            this.learns = !outer.type().hasFrames();
            Random choice = new Random(seed + 1);
            rules = new RuleSet("r", List.of(), List.of(inner, outer), (_, _) -> List.of());
            for (Contribution event : random.events()) {
                Map<String, String> groups = new TreeMap<>();
                groups.put("h" + choice.nextInt(2), "h");
                groups.put("h" + choice.nextInt(3), "h");
                List<String> values = learns ? List.of("" + choice.nextInt(3)) : List.of();
                carried.put(event.event().id(), List.of(new Carried(OUTER, "c", groups, values)));
            }
        }

        private static PlanBuilder above(PlanBuilder builder) {
            return builder.id(OUTER).rules("c").inner(1).groupBy("host.name").grace(100_000);
        }

        private static CorrelationPlan framed(Random choice) {
            PlanBuilder builder =
                    above(PlanBuilder.plan(CorrelationType.EVENT_COUNT))
                            .timespan(choice.nextInt(60))
                            .settle(choice.nextInt(20));
            int count = 1 + choice.nextInt(3);
            Threshold most = new Threshold(List.of(new Bound(Comparison.LTE, count)));
            return choice.nextInt(3) == 0
                    ? builder.condition(most).build()
                    : builder.gte(count).build();
        }

        List<FinalAlert> expected() {
            List<Contribution> events = new ArrayList<>();
            random.events().forEach(event -> events.add(carrying(event)));
            Map<String, List<Contribution>> byGroup = new TreeMap<>();
            for (FirstFrame first : firstFrames(events)) {
                Map<String, String> groups = new TreeMap<>();
                first.details().forEach(of -> of.carried().forEach(c -> groups.putAll(c.groups())));
                groups.forEach(
                        (key, spelled) ->
                                byGroup.computeIfAbsent(key, _ -> new ArrayList<>())
                                        .add(result(first, key, spelled)));
            }
            List<FinalAlert> alerts = new ArrayList<>();
            byGroup.values().forEach(of -> alerts.addAll(above(of)));
            return alerts;
        }

        /** What learns is its own oracle: of what lasts, in time order, nothing is taken back. */
        private List<FinalAlert> above(List<Contribution> results) {
            if (!learns) {
                return new FrameOracle(outer, results).alerts();
            }
            results.sort(Comparator.comparing(Contribution::event, Evidence.ORDER));
            GroupDriver driver = new GroupDriver(outer);
            results.forEach(driver::send);
            return last(driver);
        }

        private List<FinalAlert> last(GroupDriver group) {
            List<FinalAlert> alerts = new ArrayList<>();
            for (Signal alert : group.streamReaches(1_000_000_000).alerts()) {
                alerts.add(FinalAlert.of(alert));
            }
            return alerts;
        }

        private List<FirstFrame> firstFrames(List<Contribution> events) {
            return switch (inner.type()) {
                case NEW_VALUE -> new NewValueOracle(inner, events).firstFrames();
                case ABSENCE -> silences(events);
                case EVENT_COUNT,
                        VALUE_COUNT,
                        VALUE_SUM,
                        VALUE_AVG,
                        VALUE_PERCENTILE,
                        VALUE_MEDIAN,
                        TEMPORAL,
                        TEMPORAL_ORDERED,
                        GEO_VELOCITY,
                        ANOMALY,
                        RISK ->
                        new FrameOracle(inner, events).firstFrames();
            };
        }

        /** After each event that has none within the timespan; after the last one, too. */
        private List<FirstFrame> silences(List<Contribution> events) {
            List<Contribution> sorted = new ArrayList<>(events);
            sorted.sort((x, y) -> Evidence.ORDER.compare(x.event(), y.event()));
            List<FirstFrame> silences = new ArrayList<>();
            long timespanMs = inner.timespan().toMillis();
            for (int i = 0; i < sorted.size(); i++) {
                long timeMs = sorted.get(i).event().timeMs();
                boolean last = i + 1 == sorted.size();
                if (last || sorted.get(i + 1).event().timeMs() - timeMs > timespanMs) {
                    Detail heard = Detail.whole(sorted.get(i), false);
                    silences.add(new FirstFrame(timeMs + timespanMs, List.of(heard)));
                }
            }
            return silences;
        }

        private Contribution result(FirstFrame first, String key, String spelled) {
            String id = first.endMs() + "/" + first.events();
            Set<String> values = new TreeSet<>();
            first.details().forEach(of -> of.carried().forEach(c -> values.addAll(c.values())));
            return new Contribution(
                    OUTER,
                    key,
                    Map.of("host.name", spelled),
                    1,
                    List.copyOf(values),
                    new EventRef(id, first.endMs(), "raw", 0, 0),
                    Map.of(),
                    List.of(),
                    new InnerResult("c", id, false, first.events()),
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
            GroupDriver driver = new GroupDriver(inner);
            Map<String, GroupDriver> outers = new TreeMap<>();
            long clockMs = 0;
            for (Contribution contribution : random.arrival()) {
                driver.send(carrying(contribution));
                feed(driver, outers);
                clockMs = Math.max(clockMs, contribution.event().timeMs());
                if (random.oneIn(4)) {
                    long graceMs = random.plan().grace().toMillis();
                    driver.wakeAtMs(clockMs + random.below((int) graceMs + 1));
                    feed(driver, outers);
                }
            }
            driver.streamReaches(1_000_000);
            feed(driver, outers);
            List<FinalAlert> alerts = new ArrayList<>();
            outers.values().forEach(group -> alerts.addAll(last(group)));
            return alerts;
        }

        private void feed(GroupDriver driver, Map<String, GroupDriver> outers) {
            for (EpisodeResult result : driver.takeResults()) {
                heard.add(result);
                for (Contribution further : Contributions.of(rules, result)) {
                    outers.computeIfAbsent(further.groupKey(), _ -> new GroupDriver(outer))
                            .send(further);
                }
            }
        }
    }
}
