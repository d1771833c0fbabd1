package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transition of one group of one correlation: a pure function of the plan, the state and the
 * input. Whoever calls it stores the state under (correlation, group), emits the signals and calls
 * {@link #wake} when the stream time has come.
 *
 * <p>The caller hands over each event once.
 */
public final class CorrelationStep {
    private CorrelationStep() {}

    /**
     * Takes a contribution.
     *
     * <p>It is taken if it is not older than the group's clock less the plan's grace. State that
     * was made under another plan is closed first: its alerts get their final revision.
     *
     * @param state null for a group without state
     */
    public static StepResult contribute(
            CorrelationPlan plan, @Nullable CorrelationState state, Contribution contribution) {
        if (state == null) {
            return first(plan, contribution, List.of());
        }
        if (!state.fingerprint().equals(plan.fingerprint())) {
            return first(plan, contribution, closeAll(plan, state, state.clockMs()));
        }
        long timeMs = contribution.event().timeMs();
        if (timeMs < state.clockMs() - plan.grace().toMillis()) {
            return new StepResult(state, List.of(), wakeUpAtMs(plan, state), true);
        }
        boolean late = timeMs < state.clockMs();
        long clockMs = Math.max(timeMs, state.clockMs());
        Mutes mutes = new Mutes(state.mutes());
        return take(plan, state.body(), contribution, late, clockMs, mutes, new ArrayList<>());
    }

    /**
     * Says what is due by the time of the stream, and drops the state when nothing can reach it any
     * more.
     *
     * @param streamTimeMs the stream time; where the wall clock is behind it, the wall clock
     */
    public static StepResult wake(CorrelationPlan plan, CorrelationState state, long streamTimeMs) {
        boolean foreign = !state.fingerprint().equals(plan.fingerprint());
        if (foreign || streamTimeMs >= dropAtMs(plan, state)) {
            return new StepResult(
                    null, closeAll(plan, state, streamTimeMs), StepResult.NEVER, false);
        }
        Mutes mutes = new Mutes(state.mutes());
        Announcer announcer = new Announcer(plan, Math.max(streamTimeMs, state.clockMs()), mutes);
        long settledMs = streamTimeMs - plan.grace().toMillis();
        Body body = Correlator.of(plan).wake(state.body(), settledMs, announcer);
        CorrelationState next =
                new CorrelationState(state.fingerprint(), state.clockMs(), mutes.toList(), body);
        return new StepResult(next, announcer.signals(), wakeUpAtMs(plan, next), false);
    }

    private static StepResult first(
            CorrelationPlan plan, Contribution contribution, List<Signal> before) {
        long clockMs = contribution.event().timeMs();
        Mutes mutes = new Mutes(List.of());
        return take(plan, null, contribution, false, clockMs, mutes, new ArrayList<>(before));
    }

    private static StepResult take(
            CorrelationPlan plan,
            @Nullable Body body,
            Contribution contribution,
            boolean late,
            long clockMs,
            Mutes mutes,
            List<Signal> signals) {
        long horizonMs = clockMs - plan.grace().toMillis();
        Announcer announcer = new Announcer(plan, clockMs, mutes);
        Body next = Correlator.of(plan).add(body, contribution, late, horizonMs, announcer);
        mutes.dropBefore(horizonMs);
        signals.addAll(announcer.signals());
        CorrelationState state =
                new CorrelationState(plan.fingerprint(), clockMs, mutes.toList(), next);
        return new StepResult(state, signals, wakeUpAtMs(plan, state), false);
    }

    private static List<Signal> closeAll(CorrelationPlan plan, CorrelationState state, long nowMs) {
        Announcer announcer = new Announcer(plan, nowMs, new Mutes(state.mutes()));
        state.body().episodes().forEach(announcer::close);
        return announcer.signals();
    }

    private static long wakeUpAtMs(CorrelationPlan plan, CorrelationState state) {
        Mutes mutes = new Mutes(state.mutes());
        Announcer announcer = new Announcer(plan, state.clockMs(), mutes);
        long dueMs = Correlator.of(plan).dueAtMs(state.body(), announcer);
        return Math.min(dueMs, dropAtMs(plan, state));
    }

    /** The first moment at which no event can touch what the group has seen. */
    private static long dropAtMs(CorrelationPlan plan, CorrelationState state) {
        long reachMs = state.clockMs() + Correlator.of(plan).reachMs();
        long endMs = new Mutes(state.mutes()).endMs(reachMs);
        return endMs + plan.grace().toMillis() + 1;
    }
}
