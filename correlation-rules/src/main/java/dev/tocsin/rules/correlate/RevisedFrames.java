package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.RiskPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trailing frames that late evidence can make true or false: sums that fall, and all correlations
 * of a chain, whose inner results may move. What comes in time order costs constant work; what does
 * not is judged anew over the frames that are not frozen.
 */
final class RevisedFrames implements Correlator {
    private static final long MIN_FREEZE_MS = 10_000;

    private final CorrelationPlan plan;
    private final long timespanMs;
    private final long graceMs;
    private final FrameTest test;

    /** Whether the events of the first frame are of interest beyond their number. */
    private final boolean showsFirst;

    RevisedFrames(CorrelationPlan plan) {
        this.plan = plan;
        this.timespanMs = plan.timespan().toMillis();
        this.graceMs = plan.grace().toMillis();
        this.test = new FrameTest(plan);
        this.showsFirst = plan.isInner() || plan.marksSequence();
    }

    @Override
    public long reachMs() {
        return timespanMs;
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
        if (state.settledMs() == Long.MIN_VALUE) {
            state.settle(horizonMs);
        }
        InnerResult result = contribution.result();
        boolean removed = result != null && state.window().remove(result.episode(), horizonMs);
        if (removed) {
            state.keep(null);
        }
        if (contribution.isWithdrawn()) {
            if (removed) {
                rejudge(state, announcer);
            }
        } else {
            take(state, Entry.whole(contribution, late), result != null, announcer);
        }
        freeze(state, horizonMs);
        if (plan.type() == CorrelationType.RISK && state.window().total() > RiskPlan.MOST_ALERTS) {
            forget(state, announcer);
        }
        state.close(horizonMs - timespanMs - 1, horizonMs, announcer);
        state.say(announcer);
        return state;
    }

    private void take(JudgedBody state, Entry entry, boolean isResult, Announcer announcer) {
        if (isResult || !grow(state, entry, announcer)) {
            state.window().add(entry);
            state.keep(null);
            rejudge(state, announcer);
        }
    }

    /**
     * Takes an event in time order that brings nothing, or only lets the last episode grow.
     *
     * @return false if there is more to it; then nothing is done
     */
    private boolean grow(JudgedBody state, Entry entry, Announcer announcer) {
        Window window = state.window();
        long timeMs = entry.timeMs();
        if (plan.inner() != 0 || (!window.isEmpty() && timeMs < window.lastMs())) {
            return false;
        }
        FrameIndex index = index(state, timeMs);
        boolean tie = !window.isEmpty() && timeMs == window.lastMs();
        double before = tie ? index.value(timeMs) : Double.NaN;
        boolean held = tie && test.holds(index, timeMs, before);
        window.add(entry);
        index.add(timeMs, entry);
        double value = index.value(timeMs);
        if (!test.holds(index, timeMs, value)) {
            return held ? undo(state, entry) : true;
        }
        JudgedEpisode last = state.lastAlive();
        long fromMs = window.firstSince(timeMs - timespanMs);
        boolean grows =
                last != null
                        && last.toMs() >= fromMs
                        && !(held && value < before)
                        && !(showsFirst && timeMs == last.episode().measured().firstEndMs())
                        && !state.hasGone(fromMs, timeMs);
        if (last == null || !grows) {
            return undo(state, entry);
        }
        extend(window, last, entry, Measured.of(value, timeMs), announcer);
        return true;
    }

    private static boolean undo(JudgedBody state, Entry entry) {
        state.window().removeLast(entry);
        state.keep(null);
        return false;
    }

    private FrameIndex index(JudgedBody state, long timeMs) {
        FrameIndex index = state.index();
        if (index == null || !index.takes(timeMs)) {
            index = FrameIndex.upTo(timeMs, plan, state.window());
            state.keep(index);
        }
        return index;
    }

    private static void extend(
            Window window, JudgedEpisode last, Entry entry, Measured frame, Announcer announcer) {
        Episode episode = last.episode();
        if (entry.timeMs() == last.toMs()) {
            plus(episode, entry);
        } else {
            window.forEach(last.toMs() + 1, entry.timeMs(), (_, more) -> plus(episode, more));
        }
        last.set(announcer.changed(episode.plus(frame)), last.fromMs(), entry.timeMs());
    }

    private static void plus(Episode episode, @Nullable Entry entry) {
        Detail detail = entry == null ? null : entry.detail();
        if (detail != null) {
            episode.plus(detail);
        }
    }

    private void rejudge(JudgedBody state, Announcer announcer) {
        List<FoundFrames> frames = search(state, state.settledMs(), Long.MAX_VALUE);
        if (frames.isEmpty() && state.judged().isEmpty()) {
            return;
        }
        new Rejudgement(plan, state, Long.MIN_VALUE, announcer)
                .apply(joined(state, frames), Long.MAX_VALUE);
    }

    /** The frames that end between two times, the second exclusive. */
    private List<FoundFrames> search(JudgedBody state, long fromMs, long toMs) {
        TrailingSearch search = new TrailingSearch(plan, test, state.window(), fromMs);
        state.window().forEach(fromMs - timespanMs, toMs - 1, search);
        return search.finish();
    }

    /** Frames and frozen parts that share an event are one. */
    private static List<Found> joined(JudgedBody state, List<FoundFrames> frames) {
        List<JudgedEpisode.Frozen> parts = new ArrayList<>();
        state.judged().forEach(known -> parts.addAll(known.frozen()));
        List<Found> founds = new ArrayList<>();
        for (FoundFrames some : frames) {
            List<JudgedEpisode.Frozen> joining = new ArrayList<>();
            for (JudgedEpisode.Frozen part : parts) {
                if (some.fromMs() <= part.toMs()) {
                    joining.add(part);
                }
            }
            parts.removeAll(joining);
            founds.add(new Found(joining, some));
        }
        parts.forEach(part -> founds.add(new Found(List.of(part), null)));
        founds.sort((x, y) -> Long.compare(x.fromMs(), y.fromMs()));
        return founds;
    }

    /** Freezes what no event can change any more, from time to time and before it is closed. */
    private void freeze(JudgedBody state, long horizonMs) {
        long least = Math.max(Math.max(timespanMs, graceMs / 8), MIN_FREEZE_MS);
        if (horizonMs - state.settledMs() < least && !canClose(state, horizonMs)) {
            return;
        }
        freezeUntil(state, horizonMs);
        state.window().dropBefore(horizonMs - timespanMs);
    }

    private void freezeUntil(JudgedBody state, long horizonMs) {
        List<FoundFrames> found =
                state.judged().isEmpty() ? List.of() : search(state, state.settledMs(), horizonMs);
        for (FoundFrames frames : found) {
            for (JudgedEpisode known : state.judged()) {
                if (!known.isGone() && known.overlaps(frames.fromMs(), frames.toMs())) {
                    freeze(state, known, frames);
                }
            }
        }
        state.settle(horizonMs);
    }

    /**
     * Forgets the oldest alerts. What was found so far is frozen before: it was right when it was
     * said.
     */
    private void forget(JudgedBody state, Announcer announcer) {
        long endMs = state.window().lastMs() + 1;
        if (state.settledMs() < endMs) {
            freezeUntil(state, endMs);
        }
        announcer.lost(Loss.RISK_ALERTS, state.forgetFirst());
        state.keep(null);
    }

    private boolean canClose(JudgedBody state, long horizonMs) {
        if (state.settledMs() >= horizonMs) {
            return false;
        }
        for (JudgedEpisode known : state.judged()) {
            if (known.toMs() + timespanMs < horizonMs) {
                return true;
            }
        }
        return false;
    }

    private void freeze(JudgedBody state, JudgedEpisode known, FoundFrames frames) {
        List<JudgedEpisode.Frozen> apart = new ArrayList<>();
        List<JudgedEpisode.Frozen> joining = new ArrayList<>();
        long fromMs = frames.fromMs();
        for (JudgedEpisode.Frozen part : known.frozen()) {
            boolean joins = frames.fromMs() <= part.toMs();
            (joins ? joining : apart).add(part);
            fromMs = joins ? Math.min(fromMs, part.fromMs()) : fromMs;
        }
        Episode part = EpisodeContent.of(plan, joining, frames, state.window());
        FirstResult first =
                plan.isInner() ? new Found(joining, frames).first(state.window()) : null;
        apart.add(new JudgedEpisode.Frozen(part, fromMs, frames.toMs(), first));
        known.freeze(apart);
    }

    @Override
    public Body wake(Body body, long streamTimeMs, long settledMs, Announcer announcer) {
        JudgedBody state = (JudgedBody) body;
        state.say(announcer);
        return body;
    }

    @Override
    public long dueAtMs(Body body, Announcer announcer) {
        return ((JudgedBody) body).dueAtMs(announcer);
    }
}
