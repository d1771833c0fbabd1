package dev.tocsin.bench.correlate;

import dev.tocsin.rules.correlate.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The contributions of a case in the order of their arrival, without end, always the same. Time
 * slides on; one in a hundred comes up to a minute late.
 */
final class MatchFlow {
    /** Any Tuesday. */
    private static final long BEGIN_MS = 1_772_532_000_000L;

    private static final int LATE_EVERY = 100;
    private static final int LATE_MS = 60_000;
    private static final int BURST_EVERY = 1_000;
    private static final int BURST = 20;

    private static final int PORTS = 1_800;
    private static final int PORTS_OF_A_SCANNER = 2_400;
    private static final int SCANNER_EVERY = 25;

    /** How often an event of a group comes where groups are many: two in a frame. */
    private static final int GROUP_EVERY_MS = 300_000;

    /** How often where there are few groups: each value twice in a frame. */
    private static final int VALUE_EVERY_MS = 166;

    private final CorrelateCase measured;
    private final MatchMaker maker;
    private final int groups;
    private final double stepMs;
    private final Random random = new Random(1);
    private double nowMs = BEGIN_MS;
    private long number;
    private int burstLeft;
    private int burstUser;

    MatchFlow(CorrelateCase measured, MatchMaker maker, int groups) {
        this.measured = measured;
        this.maker = maker;
        this.groups = groups;
        this.stepMs =
                (double) (measured == CorrelateCase.VALUE_COUNT ? VALUE_EVERY_MS : GROUP_EVERY_MS)
                        / groups;
    }

    /** How many contributions lie in a time. */
    long within(long millis) {
        return (long) (millis / stepMs);
    }

    /** The next ones. */
    List<Contribution> next(int count) {
        List<Contribution> chunk = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            chunk.add(next());
        }
        return chunk;
    }

    /** The event time to which it has come. */
    long nowMs() {
        return (long) nowMs;
    }

    /** The next one. */
    Contribution next() {
        number++;
        nowMs += stepMs;
        long timeMs = (long) nowMs;
        if (measured.groupsReturn() && random.nextInt(LATE_EVERY) == 0) {
            timeMs -= random.nextInt(LATE_MS);
        }
        return switch (measured) {
            case EVENT_COUNT, TOPOLOGY -> maker.make(timeMs, 0, burstingUser(), 443);
            case VALUE_COUNT -> scan(timeMs);
            case TEMPORAL_ORDERED -> maker.make(timeMs, rareSteps(), random.nextInt(groups), 443);
            case GROUPS, RESTART -> maker.make(timeMs, 0, (int) ((number - 1) % groups), 443);
        };
    }

    /** Any user; now and then one of them so often in a row that it is an alert. */
    private int burstingUser() {
        if (number % BURST_EVERY == 0) {
            burstLeft = BURST;
            burstUser = random.nextInt(groups);
        }
        return burstLeft-- > 0 ? burstUser : random.nextInt(groups);
    }

    private Contribution scan(long timeMs) {
        int user = (int) (number % groups);
        int ports = user % SCANNER_EVERY == 0 ? PORTS_OF_A_SCANNER : PORTS;
        return maker.make(timeMs, 0, user, (int) (number / groups % ports));
    }

    /** Mostly the first step, seldom the second, hardly ever the third. */
    private int rareSteps() {
        int draw = random.nextInt(100);
        return draw == 0 ? 2 : draw < 10 ? 1 : 0;
    }
}
