package dev.tocsin.bench.oracle;

import dev.tocsin.rules.plan.CorrelationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Correlations of all types, each from the ones before it. */
final class RandomCorrelations {
    static final List<String> PLAIN = List.of("a", "b", "c");

    private static final List<List<String>> GROUPS =
            List.of(
                    List.of(),
                    List.of("user"),
                    List.of("user"),
                    List.of("host"),
                    List.of("user", "host"));

    /** So much later than its frame may a result come: a grace beyond all others. */
    private static final int CHAIN_GRACE = 3_600;

    private static final int WEEK = 604_800;

    /** In hours: an anomaly has no more than six days. */
    private static final int MOST_GRACE = 144;

    /** Lengths of buckets that divide a week, in seconds. */
    private static final int[] BUCKETS = {900, 1_800, 2_100, 3_600, 3_600, 7_200, 86_400};

    private static final CorrelationType[] TYPES = {
        CorrelationType.EVENT_COUNT,
        CorrelationType.EVENT_COUNT,
        CorrelationType.VALUE_COUNT,
        CorrelationType.VALUE_COUNT,
        CorrelationType.VALUE_SUM,
        CorrelationType.VALUE_AVG,
        CorrelationType.VALUE_PERCENTILE,
        CorrelationType.VALUE_MEDIAN,
        CorrelationType.TEMPORAL,
        CorrelationType.TEMPORAL,
        CorrelationType.TEMPORAL_ORDERED,
        CorrelationType.TEMPORAL_ORDERED,
        CorrelationType.NEW_VALUE,
        CorrelationType.ABSENCE,
        CorrelationType.GEO_VELOCITY
    };

    /** Types of those over others. */
    private static final CorrelationType[] ABOVE = {
        CorrelationType.EVENT_COUNT,
        CorrelationType.EVENT_COUNT,
        CorrelationType.EVENT_COUNT,
        CorrelationType.TEMPORAL,
        CorrelationType.TEMPORAL_ORDERED,
        CorrelationType.GEO_VELOCITY,
        CorrelationType.ABSENCE,
        CorrelationType.NEW_VALUE
    };

    private final Random random;
    private final Tempo tempo;
    private final int grace;
    private final List<Wanted> made = new ArrayList<>();

    /**
     * @param grace the least grace, in units of the tempo
     */
    RandomCorrelations(Random random, Tempo tempo, int grace) {
        this.random = random;
        this.tempo = tempo;
        this.grace = grace;
    }

    /** So many of them; some refer to others. */
    List<Wanted> make(int count) {
        while (made.size() < count) {
            List<String> inners = made.stream().map(Wanted::name).toList();
            boolean above = !inners.isEmpty() && random.nextInt(4) == 0;
            made.add(above ? above(inners.get(random.nextInt(inners.size()))) : ofEvents());
        }
        return List.copyOf(made);
    }

    private Wanted ofEvents() {
        CorrelationType type =
                tempo.isWeekly() && random.nextBoolean()
                        ? CorrelationType.ANOMALY
                        : TYPES[random.nextInt(TYPES.length)];
        List<String> rules =
                switch (type) {
                    case TEMPORAL -> PLAIN;
                    case TEMPORAL_ORDERED ->
                            random.nextBoolean()
                                    ? List.of("a", "b", "a")
                                    : List.of("a", "a", "b", "c");
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
                            PLAIN.subList(0, 1 + random.nextInt(3));
                };
        List<String> groupBy = GROUPS.get(random.nextInt(GROUPS.size()));
        return wanted(type, rules, groupBy, grace + random.nextInt(30), demand(type));
    }

    /** Over a correlation, and perhaps a plain rule. */
    private Wanted above(String inner) {
        CorrelationType type =
                tempo.isWeekly() && isPrompt(inner) && random.nextBoolean()
                        ? CorrelationType.ANOMALY
                        : ABOVE[random.nextInt(ABOVE.length)];
        List<String> rules =
                switch (type) {
                    case TEMPORAL -> List.of(inner, "a");
                    case TEMPORAL_ORDERED ->
                            random.nextBoolean() ? List.of("a", inner) : List.of(inner, inner);
                    case ANOMALY -> List.of(inner);
                    default -> random.nextBoolean() ? List.of(inner) : List.of(inner, "b");
                };
        Demand demand =
                switch (type) {
                    case EVENT_COUNT -> counts(3);
                    case ANOMALY -> demand(type);
                    case TEMPORAL ->
                            random.nextBoolean()
                                    ? new Demand.Cases(
                                            List.of(new Demand.Case(List.of(inner), List.of("a"))))
                                    : new Demand.Nothing();
                    default -> new Demand.Nothing();
                };
        return wanted(
                type,
                rules,
                GROUPS.get(random.nextInt(GROUPS.size())),
                type == CorrelationType.ANOMALY ? MOST_GRACE : CHAIN_GRACE + random.nextInt(60),
                demand);
    }

    /**
     * Whether its results come with events and not with time: after an outage those that wait for
     * time would be too late for an anomaly, whose grace is short.
     */
    private boolean isPrompt(String inner) {
        return made.stream()
                .filter(one -> one.name().equals(inner))
                .allMatch(RandomCorrelations::isPrompt);
    }

    private static boolean isPrompt(Wanted inner) {
        boolean waits =
                inner.demand().isClosing()
                        || inner.type() == CorrelationType.ABSENCE
                        || inner.type() == CorrelationType.ANOMALY;
        return !waits && inner.isOfEvents();
    }

    private Wanted wanted(
            CorrelationType type,
            List<String> rules,
            List<String> groupBy,
            int graceUnits,
            Demand demand) {
        boolean timed = type != CorrelationType.NEW_VALUE && type != CorrelationType.GEO_VELOCITY;
        int timespan = tempo.seconds(1 + random.nextInt(30));
        int history = tempo.seconds(1 + random.nextInt(60));
        if (type == CorrelationType.ANOMALY) {
            timespan = BUCKETS[random.nextInt(BUCKETS.length)];
            history = WEEK + random.nextInt(3 * WEEK);
        }
        return new Wanted(
                "k" + made.size(),
                type,
                rules,
                groupBy,
                timed ? timespan : 0,
                tempo.seconds(graceUnits),
                tempo.seconds(1 + random.nextInt(40)),
                demand,
                field(type),
                random.nextInt(101),
                history,
                tempo.seconds(1 + random.nextInt(tempo.isWeekly() ? 200 : 30)),
                timespan + tempo.seconds(1 + random.nextInt(90)),
                1_000 * (1 + random.nextInt(40)),
                random.nextInt(4) == 0 ? tempo.seconds(1 + random.nextInt(60)) : 0,
                random.nextInt(3) == 0);
    }

    private String field(CorrelationType type) {
        return switch (type) {
            case VALUE_COUNT, NEW_VALUE -> "colour";
            case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN -> "bytes";
            case GEO_VELOCITY -> "place";
            case ANOMALY -> random.nextBoolean() ? "bytes" : "";
            case EVENT_COUNT, TEMPORAL, TEMPORAL_ORDERED, ABSENCE, RISK -> "";
        };
    }

    private Demand demand(CorrelationType type) {
        return switch (type) {
            case EVENT_COUNT -> counts(4);
            case VALUE_COUNT -> counts(3);
            case VALUE_SUM, VALUE_AVG, VALUE_PERCENTILE, VALUE_MEDIAN ->
                    random.nextInt(3) == 0 ? counts(8) : bound("gte", random.nextInt(12) - 3);
            case TEMPORAL ->
                    switch (random.nextInt(3)) {
                        case 0 -> new Demand.Nothing();
                        case 1 -> bound("gte", 1 + random.nextInt(3));
                        default -> cases();
                    };
            case TEMPORAL_ORDERED ->
                    random.nextBoolean()
                            ? new Demand.Nothing()
                            : bound("gte", 1 + random.nextInt(3));
            case ANOMALY -> bound(random.nextBoolean() ? "gt" : "gte", 1 + random.nextInt(3));
            case NEW_VALUE, ABSENCE, GEO_VELOCITY, RISK -> new Demand.Nothing();
        };
    }

    private static Demand bound(String operator, int limit) {
        return new Demand.Bounds(List.of(new Demand.Bound(operator, limit)));
    }

    /** At least so many, at most so many, exactly so many, or anything else. */
    private Demand counts(int most) {
        int limit = 1 + random.nextInt(most);
        Demand.Bound lower = new Demand.Bound("gte", random.nextInt(limit) + 1);
        return switch (random.nextInt(7)) {
            case 0 -> bound("lte", limit);
            case 1 -> bound("lt", limit + 1);
            case 2 -> bound("eq", limit);
            case 3 -> bound("neq", limit);
            case 4 -> new Demand.Bounds(List.of(lower, new Demand.Bound("lte", limit)));
            case 5 -> bound("gt", limit - 1);
            default -> bound("gte", limit);
        };
    }

    /** One or two cases; each wants a rule, and may forbid another. */
    private Demand cases() {
        List<Demand.Case> cases = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            int first = random.nextInt(3);
            String other = PLAIN.get((first + 1 + random.nextInt(2)) % 3);
            List<String> all = new ArrayList<>(List.of(PLAIN.get(first)));
            List<String> none = new ArrayList<>();
            switch (random.nextInt(3)) {
                case 0 -> all.add(other);
                case 1 -> none.add(other);
                default -> {}
            }
            cases.add(new Demand.Case(all, none));
        }
        return new Demand.Cases(cases);
    }
}
