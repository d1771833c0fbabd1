package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trailing frames whose value no further event makes smaller: for each contributing event at time t
 * the frame [t − timespan, t]. A new event changes exactly the frames that contain it, so those
 * that qualify all belong to one episode.
 */
final class TrailingFrames implements Correlator {
    private final CorrelationPlan plan;
    private final long timespanMs;
    private final FrameTest test;

    TrailingFrames(CorrelationPlan plan) {
        this.plan = plan;
        this.timespanMs = plan.timespan().toMillis();
        this.test = new FrameTest(plan);
    }

    @Override
    public long reachMs() {
        return timespanMs;
    }

    @Override
    public Body empty(ChunkStore store) {
        return new TrailingBody(store);
    }

    @Override
    public Body add(
            Body body,
            Contribution contribution,
            boolean late,
            long horizonMs,
            Announcer announcer) {
        TrailingBody state = (TrailingBody) body;
        state.dropBefore(horizonMs - timespanMs);
        Entry entry = Entry.of(contribution, late);
        FoundFrames frames = take(state, entry);
        if (frames != null) {
            takeIn(frames, entry, state, contribution, announcer);
        }
        if (!state.episodes().isEmpty()) {
            close(state.episodes(), horizonMs, announcer);
            state.episodes().replaceAll(announcer::due);
        }
        return state;
    }

    @Override
    public Body wake(Body body, long streamTimeMs, long settledMs, Announcer announcer) {
        if (!body.episodes().isEmpty()) {
            body.episodes().replaceAll(announcer::due);
        }
        return body;
    }

    @Override
    public long dueAtMs(Body body, Announcer announcer) {
        long earliest = StepResult.NEVER;
        for (Episode episode : body.episodes()) {
            earliest = Math.min(earliest, announcer.dueAtMs(episode));
        }
        return earliest;
    }

    /** Puts the event into the window; the frames around it that qualify. */
    private @Nullable FoundFrames take(TrailingBody state, Entry entry) {
        long timeMs = entry.timeMs();
        boolean last = state.isEmpty() || timeMs >= state.lastMs();
        FrameIndex index = state.index();
        if (!last) {
            boolean kept = index != null && index.addLate(timeMs, entry);
            if (!kept) {
                state.keep(null);
            }
            state.add(entry);
            boolean may = !kept || index == null || test.canHold(index.atMost(timeMs));
            return may ? around(state, timeMs) : null;
        }
        if (index == null || !index.takes(timeMs)) {
            index = FrameIndex.upTo(timeMs, plan, state);
            state.keep(index.seesEvents() ? index : null);
        }
        state.add(entry);
        index.add(timeMs, entry);
        double value = index.value(timeMs);
        index.remember(timeMs, value);
        return test.holds(index, timeMs, value)
                ? new FoundFrames(
                        state.firstSince(timeMs - timespanMs), timeMs, Measured.of(value, timeMs))
                : null;
    }

    /** The frames with an event at {@code timeMs} that qualify: all of them share it. */
    private @Nullable FoundFrames around(Window window, long timeMs) {
        TrailingSearch search = new TrailingSearch(plan, test, window, timeMs);
        long fromMs = search.seesEvents() ? timeMs - timespanMs : timeMs;
        window.forEach(fromMs, timeMs + timespanMs, search);
        List<FoundFrames> found = search.finish();
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * Makes one episode of the qualifying frames and of all episodes that share events with them.
     */
    private static void takeIn(
            FoundFrames frames,
            Entry entry,
            TrailingBody state,
            Contribution completing,
            Announcer announcer) {
        List<Episode> others = removeTouched(frames, state.episodes());
        List<Detail> details = takeDetails(frames, entry.timeMs(), others, state);
        if (others.isEmpty()) {
            Episode fresh = Episode.of(details.removeFirst(), frames.measured());
            Episode whole = whole(fresh, others, details, frames.measured());
            Episode told =
                    announcer.open(whole.completedBy(completing.predicates()), "", completing);
            state.place(told);
        } else {
            Episode survivor = others.remove(survivor(others));
            Episode told = announcer.changed(whole(survivor, others, details, frames.measured()));
            state.place(tell(told, others, announcer));
        }
    }

    private static Episode whole(
            Episode start, List<Episode> others, List<Detail> details, Measured measured) {
        Episode whole = start;
        for (Episode other : others) {
            whole = whole.plus(other);
        }
        // Last: it measures anew what an episode may know from before this event.
        whole = whole.plus(measured);
        for (Detail detail : details) {
            whole = whole.plus(detail);
        }
        return whole;
    }

    private static List<Episode> removeTouched(FoundFrames frames, List<Episode> episodes) {
        List<Episode> touched = new ArrayList<>(1);
        for (int i = episodes.size() - 1; i >= 0; i--) {
            if (episodes.get(i).touches(frames.fromMs(), frames.toMs())) {
                touched.addFirst(episodes.remove(i));
            }
        }
        return touched;
    }

    /**
     * The details of the frames' events that no episode has. Between the first and the last event
     * of an episode only the new one can be such.
     */
    private static List<Detail> takeDetails(
            FoundFrames frames, long timeMs, List<Episode> touched, Window window) {
        List<Detail> details = new ArrayList<>(1);
        long fromMs = frames.fromMs();
        for (Episode episode : touched) {
            window.takeDetails(fromMs, episode.firstMs() - 1, details);
            fromMs = Math.max(fromMs, episode.lastMs() + 1);
            if (episode.touches(timeMs, timeMs)) {
                addIfThere(window.takeAdded(), details);
            }
        }
        window.takeDetails(fromMs, frames.toMs(), details);
        return details;
    }

    private static void addIfThere(@Nullable Detail detail, List<Detail> details) {
        if (detail != null) {
            details.add(detail);
        }
    }

    /** The place of the first episode that has alerted; if none has, of the first. */
    private static int survivor(List<Episode> touched) {
        for (int i = 0; i < touched.size(); i++) {
            if (!touched.get(i).emission().suppressed()) {
                return i;
            }
        }
        return 0;
    }

    /** A correction is told at once: the survivor, and that the others are now part of it. */
    private static Episode tell(Episode survivor, List<Episode> others, Announcer announcer) {
        boolean correction = !others.isEmpty() && survivor.emission().open();
        Episode told = correction ? announcer.say(survivor, AlertState.OPEN) : survivor;
        for (Episode other : others) {
            announcer.supersede(other, told);
        }
        return told;
    }

    private void close(List<Episode> episodes, long horizonMs, Announcer announcer) {
        episodes.removeIf(
                episode -> {
                    boolean over =
                            episode.lastMs() + timespanMs < horizonMs
                                    && !announcer.counts(episode, horizonMs);
                    if (over) {
                        announcer.close(episode);
                    }
                    return over;
                });
    }
}
