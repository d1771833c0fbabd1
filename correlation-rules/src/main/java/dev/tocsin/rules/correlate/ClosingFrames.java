package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closing frames: the first begins at the first event, each next one at the first event that is in
 * no earlier frame. A frame is first judged when it has settled; a late event lays anew all frames
 * behind the last one that is frozen.
 */
final class ClosingFrames implements Correlator {
    private final CorrelationPlan plan;
    private final long timespanMs;
    private final long settleMs;
    private final FrameTest test;

    ClosingFrames(CorrelationPlan plan) {
        this.plan = plan;
        this.timespanMs = plan.timespan().toMillis();
        this.settleMs = plan.settle().toMillis();
        this.test = new FrameTest(plan);
    }

    @Override
    public long reachMs() {
        return timespanMs + settleMs;
    }

    @Override
    public Body empty(ChunkStore store) {
        return JudgedBody.empty(store);
    }

    @Override
    public Body add(
            Body body,
            Contribution contribution,
            boolean late,
            long horizonMs,
            Announcer announcer) {
        JudgedBody state = ((JudgedBody) body).of(contribution.groupKey());
        InnerResult result = contribution.result();
        boolean anew = false;
        if (result != null) {
            anew = state.window().remove(result.episode(), horizonMs);
        }
        if (!contribution.isWithdrawn()) {
            anew |= contribution.timeMs() <= state.judgedMs();
            state.window().add(Entry.whole(contribution, late));
        }
        long nowMs = Math.max(state.spokenMs(), announcer.nowMs());
        if (anew || nextEndMs(state) <= nowMs - settleMs) {
            judge(state, nowMs, announcer);
        }
        freeze(state, horizonMs, announcer);
        state.say(announcer);
        return state;
    }

    @Override
    public Body wake(Body body, long streamTimeMs, long settledMs, Announcer announcer) {
        JudgedBody state = (JudgedBody) body;
        if (nextEndMs(state) <= streamTimeMs - settleMs) {
            // No later than the end of the last frame: what comes after has not settled, though the
            // stream may be far ahead of the group.
            long lastEndMs = state.window().lastMs() + timespanMs;
            judge(state, Math.min(streamTimeMs, lastEndMs + settleMs), announcer);
        }
        state.say(announcer);
        return state;
    }

    @Override
    public long dueAtMs(Body body, Announcer announcer) {
        JudgedBody state = (JudgedBody) body;
        long nextMs = nextEndMs(state);
        long settlesMs = nextMs == StepResult.NEVER ? nextMs : nextMs + settleMs;
        return Math.min(settlesMs, state.dueAtMs(announcer));
    }

    /** The end of the first frame that is not judged. */
    private long nextEndMs(JudgedBody state) {
        Window window = state.window();
        return window.isEmpty() || window.lastMs() <= state.judgedMs()
                ? StepResult.NEVER
                : window.firstSince(next(state.judgedMs())) + timespanMs;
    }

    private static long next(long timeMs) {
        return timeMs == Long.MIN_VALUE ? timeMs : timeMs + 1;
    }

    private void judge(JudgedBody state, long nowMs, Announcer announcer) {
        Search search = new Search(state.window(), nowMs - settleMs);
        state.window().forEach(next(state.settledMs()), Long.MAX_VALUE - 1, search);
        search.endFrame();
        state.judgedUntil(Math.max(search.judgedMs, state.settledMs()), nowMs);
        new Rejudgement(plan, state, next(state.settledMs()), announcer)
                .apply(search.founds(), search.openFromMs);
    }

    /** Frames that end before the horizon are as they are. */
    private void freeze(JudgedBody state, long horizonMs, Announcer announcer) {
        long untilMs = state.settledMs();
        Window window = state.window();
        while (!window.isEmpty() && window.lastMs() > untilMs) {
            long endMs = window.firstSince(next(untilMs)) + timespanMs;
            if (endMs >= horizonMs || endMs > state.judgedMs()) {
                break;
            }
            untilMs = endMs;
        }
        if (untilMs == Long.MIN_VALUE) {
            return;
        }
        state.settle(untilMs);
        window.dropBefore(untilMs + 1);
        state.close(untilMs, horizonMs, announcer);
    }

    /** Lays the frames as the events pass by. */
    private final class Search implements Window.Visitor {
        private final FrameIndex index;
        private final long settledEndMs;
        private final List<FoundFrames> found = new ArrayList<>();
        private boolean begun;
        private long fromMs;
        private long lastMs;
        private long judgedMs = Long.MIN_VALUE;
        private long openFromMs = Long.MAX_VALUE;

        Search(Window window, long settledEndMs) {
            this.index = FrameIndex.of(plan, window);
            this.settledEndMs = settledEndMs;
        }

        List<Found> founds() {
            List<Found> founds = new ArrayList<>(found.size());
            found.forEach(frames -> founds.add(new Found(List.of(), frames)));
            return founds;
        }

        @Override
        public void visit(long timeMs, @Nullable Entry entry) {
            if (begun && timeMs > fromMs + timespanMs) {
                endFrame();
                begun = false;
            }
            if (!begun) {
                begun = true;
                fromMs = timeMs;
            }
            lastMs = timeMs;
            index.add(timeMs, entry);
        }

        /** Judges the frame of the events so far, if it has settled. */
        void endFrame() {
            long endMs = fromMs + timespanMs;
            if (!begun || endMs > settledEndMs) {
                openFromMs = begun ? Math.min(openFromMs, fromMs) : openFromMs;
                return;
            }
            judgedMs = endMs;
            double value = index.value(endMs);
            if (test.holds(index, endMs, value)) {
                found.add(new FoundFrames(fromMs, lastMs, Measured.of(value, endMs)));
            }
        }
    }
}
