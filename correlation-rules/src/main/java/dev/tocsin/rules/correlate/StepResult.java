package dev.tocsin.rules.correlate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step gives: the next state and what to emit.
 *
 * @param state the state to store, which may be the one that was handed over; null: drop it
 * @param signals revisions to emit, in order
 * @param results what the correlations above are to hear, in order: {@link Contributions#of} makes
 *     contributions of them
 * @param wakeUpAtMs the stream time at which to call {@link CorrelationStep#wake}; {@link #NEVER}
 *     for none
 * @param tooLate whether the contribution was older than the grace and so not taken
 * @param lost what was left out, and how often
 */
public record StepResult(
        @Nullable CorrelationState state,
        List<Signal> signals,
        List<EpisodeResult> results,
        long wakeUpAtMs,
        boolean tooLate,
        Map<Loss, Integer> lost) {
    /** No wake-up. */
    public static final long NEVER = Long.MAX_VALUE;

    public StepResult {
        signals = List.copyOf(signals);
        results = List.copyOf(results);
        lost = Map.copyOf(lost);
    }

    /** The same, with more that was left out. */
    StepResult andLost(Map<Loss, Integer> more) {
        Map<Loss, Integer> all = new HashMap<>(lost);
        more.forEach((loss, times) -> all.merge(loss, times, Integer::sum));
        return new StepResult(state, signals, results, wakeUpAtMs, tooLate, all);
    }

    /** Of a step that turned nothing away and left nothing out. */
    static StepResult of(
            @Nullable CorrelationState state,
            List<Signal> signals,
            List<EpisodeResult> results,
            long wakeUpAtMs) {
        return new StepResult(state, signals, results, wakeUpAtMs, false, Map.of());
    }
}
