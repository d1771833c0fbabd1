package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Threshold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the trailing frames around an event that qualify. */
final class FrameJudge {
    private final long timespanMs;
    private final Measure measure;
    private final Threshold threshold;

    FrameJudge(CorrelationPlan plan) {
        this.timespanMs = plan.timespan().toMillis();
        this.measure = Measure.of(plan);
        this.threshold = Measure.threshold(plan);
    }

    /** Measures every frame that contains the entry at {@code at}. */
    @Nullable Qualified around(List<Entry> entries, int at) {
        long timeMs = entries.get(at).timeMs();
        Qualified found = null;
        int from = 0;
        int end = at;
        while (end < entries.size() && entries.get(end).timeMs() - timeMs <= timespanMs) {
            long endMs = entries.get(end).timeMs();
            int to = end + 1;
            while (to < entries.size() && entries.get(to).timeMs() == endMs) {
                to++;
            }
            while (entries.get(from).timeMs() < endMs - timespanMs) {
                from++;
            }
            double value = measure.of(entries.subList(from, to));
            if (threshold.holds(value)) {
                Measured measured = Measured.of(value, endMs);
                found =
                        found == null
                                ? new Qualified(from, to, measured)
                                : new Qualified(found.from(), to, found.measured().plus(measured));
            }
            end = to;
        }
        return found;
    }
}
