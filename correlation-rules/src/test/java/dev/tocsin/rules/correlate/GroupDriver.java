package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays one group's events through the step, keeping the state as bytes, or alive as long as a test
 * wants it. Times are in seconds.
 */
final class GroupDriver {
    private final CorrelationPlan plan;
    private final List<Signal> signals = new ArrayList<>();
    private final List<EpisodeResult> results = new ArrayList<>();
    private final ChunkStore chunks;
    private final BooleanSupplier written;
    private byte @Nullable [] state;
    private @Nullable CorrelationState alive;
    private long wakeUpAtMs = StepResult.NEVER;
    private int tooLate;
    private final Map<Loss, Integer> lost = new EnumMap<>(Loss.class);
    private int sent;

    GroupDriver(CorrelationPlan plan) {
        this(plan, ChunkStore.inMemory(), () -> true);
    }

    /**
     * @param written whether the state goes through its bytes now
     */
    GroupDriver(CorrelationPlan plan, BooleanSupplier written) {
        this(plan, ChunkStore.inMemory(), written);
    }

    private GroupDriver(CorrelationPlan plan, ChunkStore chunks, BooleanSupplier written) {
        this.plan = plan;
        this.chunks = chunks;
        this.written = written;
    }

    /** Events of one rule at these times. */
    GroupDriver at(long... seconds) {
        for (long second : seconds) {
            send(contribution("e" + ++sent, second * 1_000, 1, List.of(), "alice"));
        }
        return this;
    }

    /** An event that matches the rules at these places of the list. */
    GroupDriver matching(long second, int... places) {
        long positions = 0;
        for (int place : places) {
            positions |= 1L << place;
        }
        return send(contribution("e" + ++sent, second * 1_000, positions, List.of(), "alice"));
    }

    /** An event with these values. */
    GroupDriver values(long second, String... values) {
        return send(contribution("e" + ++sent, second * 1_000, 1, List.of(values), "alice"));
    }

    GroupDriver send(Contribution contribution) {
        return take(CorrelationStep.contribute(plan, state(), contribution, chunks));
    }

    /** Wakes the group as often as it has asked for, up to this stream time. */
    GroupDriver streamReaches(long second) {
        CorrelationState at = state();
        while (at != null && wakeUpAtMs <= second * 1_000) {
            take(CorrelationStep.wake(plan, at, wakeUpAtMs));
            at = state();
        }
        return this;
    }

    /** Wakes the group at this stream time, whether it has asked for it or not. */
    GroupDriver wakeAtMs(long streamTimeMs) {
        CorrelationState at = state();
        return at == null ? this : take(CorrelationStep.wake(plan, at, streamTimeMs));
    }

    /** The same group under another plan. */
    GroupDriver under(CorrelationPlan other) {
        GroupDriver driver = new GroupDriver(other, chunks, written);
        driver.state = state;
        driver.wakeUpAtMs = wakeUpAtMs;
        driver.sent = sent;
        return driver;
    }

    List<Signal> signals() {
        return signals;
    }

    /** What the correlations above have heard since this was last asked. */
    List<EpisodeResult> takeResults() {
        List<EpisodeResult> taken = List.copyOf(results);
        results.clear();
        return taken;
    }

    /** The last revision of each alert that is neither retracted nor superseded. */
    List<Signal> alerts() {
        Map<String, Signal> latest = new LinkedHashMap<>();
        signals.forEach(signal -> latest.put(signal.alertId(), signal));
        List<Signal> alerts = new ArrayList<>(latest.values());
        alerts.removeIf(
                signal ->
                        signal.state() == AlertState.RETRACTED
                                || signal.state() == AlertState.SUPERSEDED);
        return alerts;
    }

    long wakeUpAtMs() {
        return wakeUpAtMs;
    }

    int tooLate() {
        return tooLate;
    }

    /** How often that was left out. */
    int lost(Loss loss) {
        return lost.getOrDefault(loss, 0);
    }

    boolean hasState() {
        return state != null;
    }

    byte[] stateBytes() {
        byte[] bytes = state;
        return bytes == null ? new byte[0] : bytes;
    }

    static Contribution contribution(
            String id, long timeMs, long positions, List<String> values, String user) {
        return new Contribution(
                "c",
                Folding.fold(user),
                Map.of("user.name", user),
                positions,
                values,
                new EventRef(id, timeMs, "raw", 0, timeMs),
                Map.of("user.name", user),
                List.of());
    }

    private @Nullable CorrelationState state() {
        byte[] bytes = state;
        CorrelationState held = alive;
        if (bytes == null || held != null) {
            return bytes == null ? null : held;
        }
        return StateCodec.decode(bytes, chunks);
    }

    private GroupDriver take(StepResult result) {
        CorrelationState next = result.state();
        state = next == null ? null : StateCodec.encode(next);
        alive = written.getAsBoolean() ? null : next;
        signals.addAll(result.signals());
        results.addAll(result.results());
        wakeUpAtMs = result.wakeUpAtMs();
        tooLate += result.tooLate() ? 1 : 0;
        result.lost().forEach((loss, times) -> lost.merge(loss, times, Integer::sum));
        return this;
    }
}
