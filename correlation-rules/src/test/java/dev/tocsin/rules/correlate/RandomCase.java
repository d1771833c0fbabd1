package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
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

    private final Random random;
    private final CorrelationPlan plan;
    private final List<Contribution> events;
    private final int graceSeconds;

    RandomCase(CorrelationType type, long seed) {
        random = new Random(seed);
        graceSeconds = random.nextInt(40);
        plan = plan(type);
        events = events(type, 1 + random.nextInt(14), 10 + random.nextInt(120));
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

    private CorrelationPlan plan(CorrelationType type) {
        PlanBuilder builder =
                PlanBuilder.plan(type).grace(graceSeconds).timespan(random.nextInt(30));
        return switch (type) {
            case EVENT_COUNT -> builder.gte(1 + random.nextInt(4)).build();
            case VALUE_COUNT -> builder.gte(1 + random.nextInt(3)).fields("colour").build();
            case TEMPORAL -> chance(builder.rules("a", "b", "c"), 3).build();
            case TEMPORAL_ORDERED ->
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
            case VALUE_SUM,
                    VALUE_AVG,
                    VALUE_PERCENTILE,
                    VALUE_MEDIAN,
                    ABSENCE,
                    GEO_VELOCITY,
                    ANOMALY ->
                    throw new IllegalArgumentException("Expected a known type, but found " + type);
        };
    }

    /** Without a condition, or with a smaller one. */
    private PlanBuilder chance(PlanBuilder builder, int most) {
        return random.nextBoolean() ? builder : builder.gte(1 + random.nextInt(most));
    }

    private List<Contribution> events(CorrelationType type, int count, int seconds) {
        List<Contribution> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long positions =
                    switch (type) {
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
                                ANOMALY ->
                                1;
                    };
            made.add(
                    GroupDriver.contribution(
                            "e" + random.nextInt(10) + "-" + i,
                            1_000L * random.nextInt(seconds),
                            positions,
                            values(type),
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

    private List<String> values(CorrelationType type) {
        if (type != CorrelationType.VALUE_COUNT && type != CorrelationType.NEW_VALUE) {
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
}
