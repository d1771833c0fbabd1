package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * {@code new_value}: the start of each run of sightings is news, unless the group is still
 * learning. A late sighting may move a start, join two runs, or end the learning earlier; the
 * alerts follow.
 */
final class NewValues implements Learner {
    private final List<String> fields;
    private final long historyMs;
    private final long learnMs;
    private final long forgetMs;

    NewValues(CorrelationPlan plan) {
        this.fields = plan.fields();
        this.historyMs = plan.history().toMillis();
        this.learnMs = plan.learn().toMillis();
        this.forgetMs = historyMs + plan.grace().toMillis();
    }

    @Override
    public long reachMs() {
        return forgetMs;
    }

    @Override
    public Body add(
            Body body,
            Contribution contribution,
            boolean late,
            long horizonMs,
            Announcer announcer) {
        NewValueBody before = (NewValueBody) body;
        List<Run> runs = new ArrayList<>(before.runs());
        long earliestMs = Math.min(contribution.timeMs(), before.earliestMs());
        for (String value : contribution.values()) {
            Detail sighting = sighting(contribution, value, late);
            sight(runs, Run.of(Folding.fold(value), sighting), announcer);
        }
        NavigableSet<Long> begins = begins(runs, earliestMs);
        runs.replaceAll(run -> judge(run, learnedMs(run, begins), contribution, announcer));
        return settled(runs, earliestMs, begins, horizonMs, announcer);
    }

    @Override
    public Body settled(Body body, long horizonMs, Announcer announcer) {
        NewValueBody before = (NewValueBody) body;
        List<Run> runs = new ArrayList<>(before.runs());
        NavigableSet<Long> begins = begins(runs, before.earliestMs());
        return settled(runs, before.earliestMs(), begins, horizonMs, announcer);
    }

    private NewValueBody settled(
            List<Run> runs,
            long earliestMs,
            NavigableSet<Long> begins,
            long horizonMs,
            Announcer announcer) {
        runs.replaceAll(run -> settle(run, horizonMs, announcer));
        runs.removeIf(run -> run.alert() == null && run.endMs() + forgetMs < horizonMs);
        Long settled = begins.lower(horizonMs);
        return new NewValueBody(settled == null ? earliestMs : settled, runs);
    }

    @Override
    public List<Said> said(Body body) {
        List<Said> said = new ArrayList<>();
        for (Run run : ((NewValueBody) body).runs()) {
            Episode alert = run.alert();
            if (alert != null) {
                Detail start = run.start();
                said.add(
                        new Said(
                                alert,
                                subject(run),
                                run.startMs(),
                                start == null ? Map.of() : start.context(),
                                start == null ? List.of() : List.of(start)));
            }
        }
        return said;
    }

    /**
     * When the group was new: with its earliest event, and with every one before which nothing came
     * for so long that its state may be gone. Whether it is gone must make no difference.
     */
    private NavigableSet<Long> begins(List<Run> runs, long earliestMs) {
        NavigableSet<Long> begins = new TreeSet<>();
        begins.add(earliestMs);
        long sinceMs = earliestMs + forgetMs;
        if (runs.stream().noneMatch(run -> run.start() != null && run.startMs() > sinceMs)) {
            return begins;
        }
        List<Run> inOrder = new ArrayList<>(runs);
        inOrder.sort(Comparator.comparingLong(Run::startMs));
        long silentSinceMs = Long.MIN_VALUE;
        long latestMs = Long.MIN_VALUE;
        for (int i = 0; i < inOrder.size(); i++) {
            Run run = inOrder.get(i);
            silentSinceMs =
                    i > 0 && run.startMs() > inOrder.get(i - 1).startMs()
                            ? latestMs
                            : silentSinceMs;
            latestMs = Math.max(latestMs, run.endMs());
            boolean alone = silentSinceMs < run.startMs() - forgetMs;
            if (run.start() != null && run.startMs() > sinceMs && alone) {
                begins.add(run.startMs());
            }
        }
        return begins;
    }

    private long learnedMs(Run run, NavigableSet<Long> begins) {
        Long begin = begins.floor(run.startMs());
        return (begin == null ? run.startMs() : begin) + learnMs;
    }

    @Override
    public Body empty(ChunkStore store) {
        return new NewValueBody(Long.MAX_VALUE, List.of());
    }

    @Override
    public Body wake(Body body, long streamTimeMs, long settledMs, Announcer announcer) {
        NewValueBody before = (NewValueBody) body;
        List<Run> runs = new ArrayList<>(before.runs());
        runs.replaceAll(run -> awake(run, settledMs, announcer));
        return new NewValueBody(before.earliestMs(), runs);
    }

    @Override
    public long dueAtMs(Body body, Announcer announcer) {
        long earliest = StepResult.NEVER;
        for (Run run : ((NewValueBody) body).runs()) {
            Episode alert = run.alert();
            if (alert != null) {
                earliest = Math.min(earliest, announcer.awakeAtMs(alert, run.startMs()));
            }
        }
        return earliest;
    }

    /** The detail of a sighting: its group is the group and the value. */
    private Detail sighting(Contribution contribution, String value, boolean late) {
        Map<String, String> group = new LinkedHashMap<>(contribution.group());
        List<String> parts = Tuples.split(value);
        for (int i = 0; i < fields.size() && i < parts.size(); i++) {
            group.put(fields.get(i), parts.get(i));
        }
        return new Detail(
                contribution.event(),
                group,
                contribution.context(),
                contribution.predicates(),
                late,
                contribution.result(),
                contribution.carried());
    }

    /** Joins a sighting with the runs that it belongs to: none, one, or two with it between. */
    private void sight(List<Run> runs, Run sighting, Announcer announcer) {
        Run joined = null;
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            if (run.reaches(sighting.value(), sighting.startMs(), historyMs)) {
                joined = joined == null ? run : joinKnown(joined, run, announcer);
                runs.remove(i--);
            }
        }
        runs.add(joined == null ? sighting : joined.joinedWith(sighting));
    }

    /** The later of two runs turns out to begin with a value that is known. */
    private Run joinKnown(Run one, Run other, Announcer announcer) {
        if (other.startMs() < one.startMs()) {
            return joinKnown(other, one, announcer);
        }
        Episode wrong = other.alert();
        if (wrong != null) {
            announcer.drop(wrong, reachMs());
        }
        return one.joinedWith(other);
    }

    private static Run judge(
            Run run, long learnedMs, Contribution contribution, Announcer announcer) {
        Detail start = run.start();
        if (start == null) {
            return run;
        }
        boolean news = run.startMs() > learnedMs;
        Episode alert = run.alert();
        Episode found = Episode.of(start, start.events()).plus(Measured.of(1, run.startMs()));
        if (alert == null) {
            return news
                    ? fed(
                            run,
                            contribution.groupKey(),
                            announcer.open(found, subject(run), contribution),
                            announcer)
                    : run;
        }
        boolean retracted = alert.emission().state() == AlertState.RETRACTED;
        if (!news) {
            return retracted ? run : run.with(announcer.retract(alert));
        }
        return retracted || !alert.sameAs(found)
                ? fed(run, contribution.groupKey(), announcer.revise(alert, found), announcer)
                : run;
    }

    /** The correlations above hear of the first sighting. */
    private static Run fed(Run run, String groupKey, Episode said, Announcer announcer) {
        Detail start = run.start();
        return start == null
                ? run.with(said)
                : run.with(
                        announcer.feed(
                                said, groupKey, subject(run), run.startMs(), List.of(start)));
    }

    /** What tells an alert apart: two results may begin with the same event. */
    private static String subject(Run run) {
        Detail start = run.start();
        return start != null && start.result() != null
                ? Tuples.join(List.of(run.value(), Long.toString(run.startMs())))
                : run.value();
    }

    private static Run settle(Run run, long horizonMs, Announcer announcer) {
        Episode alert = run.alert();
        if (run.startMs() >= horizonMs) {
            return alert == null ? run : run.with(announcer.due(alert));
        }
        if (alert == null || announcer.counts(alert, horizonMs)) {
            return alert == null ? run.settled() : run.settled().with(announcer.due(alert));
        }
        announcer.close(alert);
        return run.settled().with(null);
    }

    private static Run awake(Run run, long settledMs, Announcer announcer) {
        Episode alert = run.alert();
        return alert == null ? run : run.with(announcer.awake(alert, run.startMs(), settledMs));
    }
}
