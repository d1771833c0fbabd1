package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the trailing frames that qualify, as the events of a window pass by in time order. */
final class TrailingSearch implements Window.Visitor {
    private final FrameTest test;
    private final Window window;
    private final FrameIndex index;
    private final long timespanMs;
    private final long sinceMs;
    private final List<FoundFrames> found = new ArrayList<>();
    private long endMs = Long.MIN_VALUE;

    /**
     * @param sinceMs frames that end before are not judged
     */
    TrailingSearch(CorrelationPlan plan, FrameTest test, Window window, long sinceMs) {
        this.test = test;
        this.window = window;
        this.index = FrameIndex.of(plan, window);
        this.timespanMs = plan.timespan().toMillis();
        this.sinceMs = sinceMs;
    }

    boolean seesEvents() {
        return index.seesEvents();
    }

    @Override
    public void visit(long timeMs, @Nullable Entry entry) {
        if (timeMs != endMs) {
            endFrame();
            endMs = timeMs;
        }
        index.add(timeMs, entry);
    }

    /** What was found: frames that share events are together. */
    List<FoundFrames> finish() {
        endFrame();
        endMs = Long.MIN_VALUE;
        return found;
    }

    /** Judges the frame that ends with the events so far. */
    private void endFrame() {
        if (endMs < sinceMs || endMs == Long.MIN_VALUE) {
            return;
        }
        double value = index.value(endMs);
        if (!test.holds(index, endMs, value)) {
            return;
        }
        Measured measured = Measured.of(value, endMs);
        long fromMs = window.firstSince(index.beginMs(endMs, endMs - timespanMs));
        FoundFrames frames = new FoundFrames(fromMs, endMs, measured);
        while (!found.isEmpty() && frames.fromMs() <= found.getLast().toMs()) {
            frames = found.removeLast().plus(frames);
        }
        found.add(frames);
    }
}
