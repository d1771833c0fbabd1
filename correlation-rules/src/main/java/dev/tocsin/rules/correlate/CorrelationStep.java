package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transition of one group of one correlation: a function of nothing but the plan, the state and
 * the input. Whoever calls it stores the state under (correlation, group), emits the signals and
 * calls {@link #wake} when the stream time has come. A state that was handed over belongs to the
 * step: only the one that it gives back may be used again.
 *
 * <p>The caller hands over each event once.
 */
public final class CorrelationStep {
    private CorrelationStep() {}

    /** Takes a contribution of a group whose chunks, if it gets any, stay in memory. */
    public static StepResult contribute(
            CorrelationPlan plan, @Nullable CorrelationState state, Contribution contribution) {
        return contribute(plan, state, contribution, ChunkStore.inMemory());
    }

    /**
     * Takes a contribution.
     *
     * <p>It is taken if it is not older than the group's clock less the plan's grace. State that
     * was made under another plan is closed first: its alerts get their final revision. A type
     * without frames does not unhear an inner result that is taken back.
     *
     * @param state null for a group without state
     * @param chunks where a new state keeps its chunks
     */
    public static StepResult contribute(
            CorrelationPlan plan,
            @Nullable CorrelationState state,
            Contribution contribution,
            ChunkStore chunks) {
        Correlator correlator = Correlator.of(plan);
        if (state == null) {
            if (contribution.isWithdrawn()) {
                return new StepResult(null, List.of(), List.of(), StepResult.NEVER, false, 0);
            }
            return first(plan, correlator, contribution, chunks, List.of());
        }
        if (!state.fingerprint().equals(plan.fingerprint())) {
            List<Signal> last = closeAll(plan, state, state.clockMs());
            return first(plan, correlator, contribution, chunks, last);
        }
        long timeMs = contribution.timeMs();
        boolean old = timeMs < state.clockMs() - plan.grace().toMillis();
        boolean unheard = contribution.isWithdrawn() && !plan.type().hasFrames();
        if (unheard || (old && !contribution.isWithdrawn())) {
            Announcer announcer = new Announcer(plan, state.clockMs(), state);
            long wakeUpAtMs = wakeUpAtMs(plan, correlator, state, announcer);
            return new StepResult(state, List.of(), List.of(), wakeUpAtMs, !unheard, 0);
        }
        return take(plan, correlator, state, contribution, List.of());
    }

    /**
     * Begins to wait for a group that must be heard, unless it is known already. From {@code nowMs}
     * on it is as if it had been heard then; an event from before that takes the place of it.
     *
     * @param state null for a group without state
     * @param nowMs the stream time
     * @param chunks where a new state keeps its chunks
     */
    public static StepResult expect(
            CorrelationPlan plan,
            @Nullable CorrelationState state,
            ExpectedGroup group,
            long nowMs,
            ChunkStore chunks) {
        Correlator correlator = Correlator.of(plan);
        CorrelationState known = state;
        List<Signal> before = List.of();
        if (state != null && !state.fingerprint().equals(plan.fingerprint())) {
            before = closeAll(plan, state, nowMs);
            known = null;
        }
        if (known == null) {
            known =
                    new CorrelationState(
                            plan.fingerprint(), nowMs, List.of(), Absences.expecting(group, nowMs));
        }
        Announcer announcer = new Announcer(plan, known.clockMs(), known);
        long wakeUpAtMs = wakeUpAtMs(plan, correlator, known, announcer);
        return new StepResult(known, before, List.of(), wakeUpAtMs, false, 0);
    }

    /** Says what is due where the stream time and the wall clock agree. */
    public static StepResult wake(CorrelationPlan plan, CorrelationState state, long timeMs) {
        return wake(plan, state, timeMs, timeMs);
    }

    /**
     * Says what is due by the time of the stream, and drops the state when nothing can reach it any
     * more.
     *
     * @param streamTimeMs the stream time; on an idle stream it goes on with the wall clock
     * @param safeTimeMs the same, or the group's time by the wall clock if that is behind: state is
     *     dropped by both
     */
    public static StepResult wake(
            CorrelationPlan plan, CorrelationState state, long streamTimeMs, long safeTimeMs) {
        boolean foreign = !state.fingerprint().equals(plan.fingerprint());
        Correlator correlator = Correlator.of(plan);
        if (foreign) {
            List<Signal> last = closeAll(plan, state, streamTimeMs);
            return new StepResult(null, last, List.of(), StepResult.NEVER, false, 0);
        }
        boolean over = safeTimeMs >= dropAtMs(plan, correlator, state);
        long nowMs = Math.max(streamTimeMs, state.clockMs());
        Announcer announcer = new Announcer(plan, nowMs, state);
        long settledMs = safeTimeMs - plan.grace().toMillis();
        state.set(
                state.clockMs(), correlator.wake(state.body(), streamTimeMs, settledMs, announcer));
        if (over) {
            List<Signal> last = joined(said(plan, announcer), closeAll(plan, state, streamTimeMs));
            return new StepResult(null, last, announcer.results(), StepResult.NEVER, false, 0);
        }
        long wakeUpAtMs = wakeUpAtMs(plan, correlator, state, announcer);
        return new StepResult(
                state, said(plan, announcer), announcer.results(), wakeUpAtMs, false, 0);
    }

    private static StepResult first(
            CorrelationPlan plan,
            Correlator correlator,
            Contribution contribution,
            ChunkStore chunks,
            List<Signal> before) {
        CorrelationState fresh =
                new CorrelationState(
                        plan.fingerprint(),
                        contribution.timeMs(),
                        List.of(),
                        correlator.empty(chunks));
        return take(plan, correlator, fresh, contribution, before);
    }

    private static StepResult take(
            CorrelationPlan plan,
            Correlator correlator,
            CorrelationState state,
            Contribution contribution,
            List<Signal> before) {
        long timeMs = contribution.isWithdrawn() ? state.clockMs() : contribution.timeMs();
        boolean late = timeMs < state.clockMs();
        long clockMs = Math.max(timeMs, state.clockMs());
        long horizonMs = clockMs - plan.grace().toMillis();
        Announcer announcer = new Announcer(plan, clockMs, state);
        Body body = correlator.add(state.body(), contribution, late, horizonMs, announcer);
        state.dropMutesBefore(horizonMs);
        state.set(clockMs, body);
        long wakeUpAtMs = wakeUpAtMs(plan, correlator, state, announcer);
        return new StepResult(
                state,
                joined(before, said(plan, announcer)),
                announcer.results(),
                wakeUpAtMs,
                false,
                announcer.forgotten());
    }

    /** What is said; nothing, if the correlation only feeds others. */
    private static List<Signal> said(CorrelationPlan plan, Announcer announcer) {
        return plan.alerts() ? announcer.signals() : List.of();
    }

    private static List<Signal> joined(List<Signal> before, List<Signal> after) {
        if (before.isEmpty()) {
            return after;
        }
        List<Signal> joined = new ArrayList<>(before);
        joined.addAll(after);
        return joined;
    }

    private static List<Signal> closeAll(CorrelationPlan plan, CorrelationState state, long nowMs) {
        Announcer announcer = new Announcer(plan, nowMs, state);
        state.body().episodes().forEach(announcer::close);
        state.free();
        return said(plan, announcer);
    }

    private static long wakeUpAtMs(
            CorrelationPlan plan,
            Correlator correlator,
            CorrelationState state,
            Announcer announcer) {
        long dueMs = correlator.dueAtMs(state.body(), announcer);
        return Math.min(dueMs, dropAtMs(plan, correlator, state));
    }

    /** The first moment at which no event can touch what the group has seen. */
    private static long dropAtMs(
            CorrelationPlan plan, Correlator correlator, CorrelationState state) {
        long endMs = state.mutedUntilMs(state.clockMs() + correlator.reachMs());
        return endMs + plan.grace().toMillis() + 1;
    }
}
