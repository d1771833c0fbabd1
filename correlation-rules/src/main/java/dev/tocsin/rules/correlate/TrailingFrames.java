package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trailing frames: for each contributing event at time t the frame [t − timespan, t]. A new event
 * changes exactly the frames that contain it, so those that qualify all belong to one episode.
 */
final class TrailingFrames implements Correlator {
    /**
     * A window of more entries is thinned: of events that are two timespans old and more than one
     * timespan inside their episode nothing is kept but the count. What belongs to which episode
     * stays exact; only the greatest value of an episode no longer grows by events that come so
     * late into the middle of a flood.
     */
    static final int THIN_ABOVE = 1_024;

    private final long timespanMs;
    private final long graceMs;
    private final FrameJudge judge;

    TrailingFrames(CorrelationPlan plan) {
        this.timespanMs = plan.timespan().toMillis();
        this.graceMs = plan.grace().toMillis();
        this.judge = new FrameJudge(plan);
    }

    @Override
    public long reachMs() {
        return timespanMs;
    }

    @Override
    public Body add(
            @Nullable Body body,
            Contribution contribution,
            boolean late,
            long horizonMs,
            Announcer announcer) {
        TrailingBody before = body instanceof TrailingBody trailing ? trailing : TrailingBody.EMPTY;
        List<Entry> entries = after(before.entries(), horizonMs - timespanMs);
        List<Episode> episodes = new ArrayList<>(before.episodes());
        int at = insert(entries, Entry.of(contribution, late));
        Qualified frames = judge.around(entries, at);
        frames = frames == null ? known(entries, at, episodes) : frames;
        if (frames != null) {
            takeIn(frames, entries, episodes, contribution, announcer);
        }
        thin(entries, episodes, horizonMs + graceMs);
        close(episodes, horizonMs, announcer);
        episodes.replaceAll(announcer::due);
        return new TrailingBody(entries, episodes);
    }

    @Override
    public Body wake(Body body, long settledMs, Announcer announcer) {
        TrailingBody trailing = (TrailingBody) body;
        List<Episode> episodes = new ArrayList<>(trailing.episodes());
        episodes.replaceAll(announcer::due);
        return new TrailingBody(trailing.entries(), episodes);
    }

    @Override
    public long dueAtMs(Body body, Announcer announcer) {
        long earliest = StepResult.NEVER;
        for (Episode episode : body.episodes()) {
            earliest = Math.min(earliest, announcer.dueAtMs(episode));
        }
        return earliest;
    }

    /**
     * Makes one episode of the qualifying frames and of all episodes that share events with them.
     */
    private static void takeIn(
            Qualified frames,
            List<Entry> entries,
            List<Episode> episodes,
            Contribution completing,
            Announcer announcer) {
        List<Episode> others = removeTouched(frames, entries, episodes);
        List<Detail> details = takeDetails(frames, entries);
        if (others.isEmpty()) {
            Episode fresh = Episode.of(details.removeFirst(), frames.measured());
            Episode whole = whole(fresh, others, details, frames.measured());
            Episode told =
                    announcer.open(whole.completedBy(completing.predicates()), "", completing);
            place(episodes, told);
        } else {
            Episode survivor = others.remove(survivor(others));
            Episode told = announcer.changed(whole(survivor, others, details, frames.measured()));
            place(episodes, tell(told, others, announcer));
        }
    }

    private static Episode whole(
            Episode start, List<Episode> others, List<Detail> details, Measured measured) {
        Episode whole = start.plus(measured);
        for (Episode other : others) {
            whole = whole.plus(other);
        }
        for (Detail detail : details) {
            whole = whole.plus(detail);
        }
        return whole;
    }

    private static List<Episode> removeTouched(
            Qualified frames, List<Entry> entries, List<Episode> episodes) {
        long fromMs = entries.get(frames.from()).timeMs();
        long toMs = entries.get(frames.to() - 1).timeMs();
        List<Episode> touched = new ArrayList<>();
        episodes.removeIf(episode -> episode.touches(fromMs, toMs) && touched.add(episode));
        return touched;
    }

    private static List<Detail> takeDetails(Qualified frames, List<Entry> entries) {
        List<Detail> details = new ArrayList<>();
        for (int i = frames.from(); i < frames.to(); i++) {
            Detail detail = entries.get(i).detail();
            if (detail != null) {
                details.add(detail);
                entries.set(i, entries.get(i).takenIn());
            }
        }
        return details;
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

    /** Where the window is thin, an event between those of an episode is one of them. */
    private static @Nullable Qualified known(List<Entry> entries, int at, List<Episode> episodes) {
        long timeMs = entries.get(at).timeMs();
        for (Episode episode : episodes) {
            if (episode.touches(timeMs, timeMs)) {
                return new Qualified(at, at + 1, episode.measured());
            }
        }
        return null;
    }

    private void thin(List<Entry> entries, List<Episode> episodes, long clockMs) {
        if (entries.size() > THIN_ABOVE) {
            long beforeMs = clockMs - 2 * timespanMs;
            entries.removeIf(
                    entry -> entry.timeMs() < beforeMs && isInside(entry.timeMs(), episodes));
        }
    }

    private boolean isInside(long timeMs, List<Episode> episodes) {
        for (Episode episode : episodes) {
            if (episode.firstMs() + timespanMs < timeMs && timeMs < episode.lastMs() - timespanMs) {
                return true;
            }
        }
        return false;
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

    private static void place(List<Episode> episodes, Episode episode) {
        int at = episodes.size();
        while (at > 0 && episodes.get(at - 1).firstMs() > episode.firstMs()) {
            at--;
        }
        episodes.add(at, episode);
    }

    private static List<Entry> after(List<Entry> entries, long fromMs) {
        int from = 0;
        while (from < entries.size() && entries.get(from).timeMs() < fromMs) {
            from++;
        }
        return new ArrayList<>(entries.subList(from, entries.size()));
    }

    /** Puts the entry behind all that are not later; returns its place. */
    private static int insert(List<Entry> entries, Entry entry) {
        int at = entries.size();
        while (at > 0 && entries.get(at - 1).timeMs() > entry.timeMs()) {
            at--;
        }
        entries.add(at, entry);
        return at;
    }
}
