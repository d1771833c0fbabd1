package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.TemporalExpression;
import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.Threshold.Bound;
import dev.tocsin.rules.plan.Threshold.Comparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small plan and some events of one group, all functions of a seed. */
final class RandomCase {
    private static final String[] USERS = {"alice", "Alice", "ALICE"};
    private static final String[] VALUES = {"red", "RED", "green", "blue", "Blue", "black"};
    private static final String[] NUMBERS = {"0", "1", "3", "-2.5", "0.1", "7e0", "-1"};

    private final Random random;
    private final CorrelationPlan plan;
    private final List<Contribution> events;
    private final int graceSeconds;

    RandomCase(CaseKind kind, long seed) {
        this(kind, seed, kind.isInner());
    }

    /**
     * @param feeds whether other correlations refer to it
     */
    RandomCase(CaseKind kind, long seed, boolean feeds) {
        random = new Random(seed);
        graceSeconds = random.nextInt(40);
        plan = plan(kind, feeds);
        events = events(kind, 1 + random.nextInt(14), 10 + random.nextInt(120));
    }

    CorrelationPlan plan() {
        return plan;
    }

    List<Contribution> events() {
        return events;
    }

    /** The events in an order in which none is too late. */
    List<Contribution> arrival() {
        Map<String, Long> arrivesAt = new HashMap<>();
        for (Contribution event : events) {
            long delay = random.nextInt(graceSeconds * 1_000 + 1);
            arrivesAt.put(event.event().id(), event.event().timeMs() + delay);
        }
        List<Contribution> arrival = new ArrayList<>(events);
        Collections.shuffle(arrival, random);
        arrival.sort(Comparator.comparing(event -> arrivesAt.getOrDefault(event.event().id(), 0L)));
        return arrival;
    }

    /** Whether something that happens one time in {@code n} happens now. */
    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private CorrelationPlan plan(CaseKind kind, boolean feeds) {
        PlanBuilder builder =
                PlanBuilder.plan(kind.type())
                        .grace(graceSeconds)
                        .settle(random.nextInt(40))
                        .timespan(random.nextInt(30));
        if (feeds) {
            builder.feeding();
        }
        return switch (kind) {
            case EVENT_COUNT, EVENT_COUNT_INNER -> builder.gte(1 + random.nextInt(4)).build();
            case EVENT_COUNT_CLOSING -> builder.condition(closing(4)).build();
            case VALUE_COUNT, VALUE_COUNT_INNER ->
                    builder.gte(1 + random.nextInt(3)).fields("colour").build();
            case VALUE_COUNT_CLOSING -> builder.condition(closing(3)).fields("colour").build();
            case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN ->
                    builder.gte(random.nextInt(12) - 3)
                            .fields("bytes")
                            .percentile(
                                    kind == CaseKind.VALUE_PERCENTILE ? random.nextInt(101) : 50)
                            .build();
            case VALUE_SUM_CLOSING, VALUE_AVG_CLOSING, VALUE_MEDIAN_CLOSING ->
                    builder.condition(closing(8)).fields("bytes").build();
            case TEMPORAL -> chance(builder.rules("a", "b", "c"), 3).build();
            case TEMPORAL_BOOLEAN ->
                    builder.rules("a", "b", "c").condition(expression(2, false)).build();
            case TEMPORAL_NOT ->
                    builder.rules("a", "b", "c")
                            .condition(new TemporalExpression.Not(expression(2, true)))
                            .build();
            case TEMPORAL_ORDERED, TEMPORAL_ORDERED_INNER ->
                    chance(
                                    random.nextBoolean()
                                            ? builder.rules("a", "b", "a")
                                            : builder.rules("a", "a", "b", "c"),
                                    3)
                            .build();
            case NEW_VALUE ->
                    builder.fields("colour")
                            .remembers(random.nextInt(60), random.nextInt(30))
                            .build();
        };
    }

    /** A bound that is judged at the end of a frame, alone or with a lower one. */
    private Threshold closing(int most) {
        Comparison[] upper = {Comparison.LT, Comparison.LTE, Comparison.EQ, Comparison.NEQ};
        Bound bound = new Bound(upper[random.nextInt(upper.length)], 1 + random.nextInt(most));
        return random.nextBoolean()
                ? new Threshold(List.of(bound))
                : new Threshold(List.of(new Bound(Comparison.GTE, random.nextInt(3)), bound));
    }

    private TemporalExpression expression(int depth, boolean negations) {
        int choice = random.nextInt(depth == 0 ? 1 : negations ? 4 : 3);
        return switch (choice) {
            case 1 ->
                    new TemporalExpression.And(
                            List.of(
                                    expression(depth - 1, negations),
                                    expression(depth - 1, negations)));
            case 2 ->
                    new TemporalExpression.Or(
                            List.of(
                                    expression(depth - 1, negations),
                                    expression(depth - 1, negations)));
            case 3 -> new TemporalExpression.Not(expression(depth - 1, true));
            default -> new TemporalExpression.Rule(random.nextInt(3));
        };
    }

    /** Without a condition, or with a smaller one. */
    private PlanBuilder chance(PlanBuilder builder, int most) {
        return random.nextBoolean() ? builder : builder.gte(1 + random.nextInt(most));
    }

    private List<Contribution> events(CaseKind kind, int count, int seconds) {
        List<Contribution> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long positions =
                    switch (kind.type()) {
                        case TEMPORAL -> 1 + random.nextInt(7);
                        case TEMPORAL_ORDERED -> ordered();
                        case EVENT_COUNT,
                                VALUE_COUNT,
                                VALUE_SUM,
                                VALUE_AVG,
                                VALUE_PERCENTILE,
                                VALUE_MEDIAN,
                                ABSENCE,
                                NEW_VALUE,
                                GEO_VELOCITY,
                                ANOMALY,
                                RISK ->
                                1;
                    };
            made.add(
                    GroupDriver.contribution(
                            "e" + random.nextInt(10) + "-" + i,
                            1_000L * random.nextInt(seconds),
                            positions,
                            values(kind),
                            USERS[random.nextInt(USERS.length)]));
        }
        return made;
    }

    /** Matches one or more of the rules, at every place where they stand. */
    private long ordered() {
        int rules = 1 + random.nextInt(7);
        long positions = 0;
        for (int i = 0; i < plan.ruleIds().size(); i++) {
            int rule = plan.ruleIds().get(i).charAt(0) - 'a';
            positions |= (rules >>> rule & 1) == 1 ? 1L << i : 0;
        }
        return positions == 0 ? 1 : positions;
    }

    private List<String> values(CaseKind kind) {
        if (kind.takesNumbers()) {
            return numbers();
        }
        if (kind.type() != CorrelationType.VALUE_COUNT
                && kind.type() != CorrelationType.NEW_VALUE) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            String value = VALUES[random.nextInt(VALUES.length)];
            if (values.stream().noneMatch(value::equalsIgnoreCase)) {
                values.add(value);
            }
        }
        return values;
    }

    private List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            numbers.add(NUMBERS[random.nextInt(NUMBERS.length)]);
        }
        return numbers;
    }
}
