package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
     * was made under another plan is closed first: its alerts get their final revision, and go on
     * from there if they come back.
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
        if (contribution.isWithdrawn() && (state == null || !state.isAlive())) {
            return state == null
                    ? StepResult.of(null, List.of(), List.of(), StepResult.NEVER)
                    : remembering(plan, state.clockMs(), state.said(), List.of());
        }
        if (state == null || !goesOn(plan, state)) {
            return first(plan, correlator, state, contribution, chunks);
        }
        long timeMs = contribution.timeMs();
        boolean old = !plan.isOfMatches() && timeMs < state.clockMs() - plan.grace().toMillis();
        // Told under other rules: where no result is heard, none can be taken back.
        boolean unheard = contribution.isWithdrawn() && correlator instanceof Learner;
        if (unheard || (old && !contribution.isWithdrawn())) {
            Announcer announcer = new Announcer(plan, state.clockMs(), state);
            long wakeUpAtMs = wakeUpAtMs(plan, correlator, state, announcer);
            return new StepResult(state, List.of(), List.of(), wakeUpAtMs, !unheard, Map.of());
        }
        return take(plan, correlator, state, contribution, List.of());
    }

    /** Whether it knows events, and the plan's; else the group begins anew with what was said. */
    private static boolean goesOn(CorrelationPlan plan, CorrelationState state) {
        return state.isAlive() && state.fingerprint().equals(plan.fingerprint());
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
        Map<Loss, Integer> lost = Map.of();
        if (known == null || !goesOn(plan, known)) {
            before = closeAll(plan, state, nowMs);
            Revisions said = saidBefore(plan, correlator, state);
            lost = lost(said);
            Body expecting = Absences.expecting(group, nowMs);
            known = CorrelationState.of(plan.fingerprint(), nowMs, said.all(), expecting);
        }
        Announcer announcer = new Announcer(plan, known.clockMs(), known);
        long wakeUpAtMs = wakeUpAtMs(plan, correlator, known, announcer);
        return new StepResult(known, before, List.of(), wakeUpAtMs, false, lost);
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
            Revisions said = saidBefore(plan, correlator, state);
            return remembering(plan, state.clockMs(), said, last);
        }
        if (!state.isAlive()) {
            state.dropBefore(safeTimeMs);
            return remembering(plan, state.clockMs(), state.said(), List.of());
        }
        long nowMs = Math.max(streamTimeMs, state.clockMs());
        Announcer announcer = new Announcer(plan, nowMs, state);
        long settledMs = safeTimeMs - plan.grace().toMillis();
        state.set(
                state.clockMs(), correlator.wake(state.body(), streamTimeMs, settledMs, announcer));
        // After it: an alert that was only found now may suppress others.
        if (safeTimeMs >= dropAtMs(plan, correlator, state)) {
            List<Signal> last = joined(said(plan, announcer), closeAll(plan, state, streamTimeMs));
            return StepResult.of(null, last, announcer.results(), StepResult.NEVER);
        }
        long wakeUpAtMs = wakeUpAtMs(plan, correlator, state, announcer);
        return new StepResult(
                state,
                said(plan, announcer),
                announcer.results(),
                wakeUpAtMs,
                false,
                announcer.lost());
    }

    /** What is left of a group of which no event is known: nothing if nothing was said. */
    private static StepResult remembering(
            CorrelationPlan plan, long clockMs, Revisions said, List<Signal> last) {
        if (said.all().isEmpty()) {
            return StepResult.of(null, last, List.of(), StepResult.NEVER);
        }
        CorrelationState left =
                CorrelationState.of(plan.fingerprint(), clockMs, said.all(), new NoBody());
        return new StepResult(left, last, List.of(), said.untilMs() + 1, false, lost(said));
    }

    private static Map<Loss, Integer> lost(Revisions said) {
        return said.forgotten() == 0 ? Map.of() : Map.of(Loss.REVISIONS, said.forgotten());
    }

    /**
     * The last revisions of what was said under another plan, for as long as an event under this
     * one can make such an alert.
     */
    private static Revisions saidBefore(
            CorrelationPlan plan, Correlator correlator, @Nullable CorrelationState state) {
        if (state == null) {
            return new Revisions(List.of());
        }
        Revisions said = state.said();
        long untilMs = state.clockMs() + correlator.reachMs() + plan.grace().toMillis();
        for (Episode episode : state.body().episodes()) {
            Emission emission = episode.emission();
            if (!emission.suppressed()) {
                said.note(emission.alertId(), emission.revision(), untilMs);
            }
        }
        return said;
    }

    private static StepResult first(
            CorrelationPlan plan,
            Correlator correlator,
            @Nullable CorrelationState before,
            Contribution contribution,
            ChunkStore chunks) {
        long beforeMs = before == null ? 0 : before.clockMs();
        List<Signal> last = closeAll(plan, before, beforeMs);
        Revisions said = saidBefore(plan, correlator, before);
        CorrelationState fresh =
                CorrelationState.of(
                        plan.fingerprint(),
                        contribution.timeMs(),
                        said.all(),
                        correlator.empty(chunks));
        StepResult taken = take(plan, correlator, fresh, contribution, last);
        return said.forgotten() == 0 ? taken : taken.andLost(lost(said));
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
        state.set(clockMs, body);
        // What has not settled is judged later, and may be suppressed then.
        state.dropBefore(Math.min(horizonMs, clockMs - plan.settle().toMillis()));
        long wakeUpAtMs = wakeUpAtMs(plan, correlator, state, announcer);
        return new StepResult(
                state,
                joined(before, said(plan, announcer)),
                announcer.results(),
                wakeUpAtMs,
                false,
                announcer.lost());
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

    private static List<Signal> closeAll(
            CorrelationPlan plan, @Nullable CorrelationState state, long nowMs) {
        if (state == null) {
            return List.of();
        }
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
