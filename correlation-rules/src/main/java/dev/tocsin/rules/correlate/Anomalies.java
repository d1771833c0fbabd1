package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.TypeSettings.AnomalySettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code anomaly}: each bucket with events is compared with the buckets of the same hour of the
 * week before it, empty ones among them. It is judged when it has settled, and again with each late
 * event. Unusual buckets are in no baseline, so that an attack does not become what is usual.
 *
 * <p>A group that said nothing for the length of its history is new again, and learns.
 *
 * <p>A baseline has only buckets of earlier weeks, which no late event reaches: the compiler keeps
 * the grace below a week.
 */
final class Anomalies implements Learner {
    /** Fields of the alert that say what was found and what was expected. */
    static final String OBSERVED = "tocsin.anomaly.observed";

    static final String EXPECTED = "tocsin.anomaly.expected";

    private final long bucketMs;
    private final long settleMs;
    private final long historyMs;
    private final long learnMs;
    private final boolean sums;
    private final boolean feeds;
    private final boolean hearsResults;
    private final Threshold threshold;
    private final Seasons seasons;
    private final Eras eras;

    /**
     * @throws IllegalArgumentException when the plan is of another type
     */
    Anomalies(CorrelationPlan plan) {
        if (!(plan.settings() instanceof AnomalySettings own)) {
            throw new IllegalArgumentException("Expected anomaly, but found " + plan.type().text());
        }
        this.bucketMs = plan.timespan().toMillis();
        this.settleMs = plan.settle().toMillis();
        this.historyMs = own.history().toMillis();
        this.learnMs = own.learn().toMillis();
        this.sums = !plan.fields().isEmpty();
        this.feeds = plan.isInner();
        this.hearsResults = plan.inner() != 0;
        this.threshold = plan.threshold();
        this.seasons = new Seasons(bucketMs, historyMs, own.zone());
        this.eras = new Eras(bucketMs, historyMs);
    }

    @Override
    public long reachMs() {
        return historyMs + bucketMs + settleMs;
    }

    @Override
    public Body empty(ChunkStore store) {
        return new AnomalyBody("", Long.MAX_VALUE, List.of());
    }

    @Override
    public Body add(
            Body body,
            Contribution contribution,
            boolean late,
            long horizonMs,
            Announcer announcer) {
        AnomalyBody before = (AnomalyBody) body;
        List<Bucket> buckets = new ArrayList<>(before.buckets());
        long timeMs = contribution.timeMs();
        Bucket grown =
                take(
                        buckets,
                        seasons.bucketOf(timeMs),
                        Detail.carrying(contribution, late),
                        amount(contribution));
        if (grown.behind().isFull()) {
            announcer.lost(Loss.COMPARED_EVENTS, 1);
        }
        AnomalyBody taken =
                new AnomalyBody(
                        contribution.groupKey(), Math.min(timeMs, before.earliestMs()), buckets);
        AnomalyBody judged = judged(taken, announcer.nowMs(), announcer);
        return settled(judged, horizonMs, announcer);
    }

    @Override
    public Body settled(Body body, long horizonMs, Announcer announcer) {
        AnomalyBody before = (AnomalyBody) body;
        AnomalyBody recent = eras.recent(before, horizonMs);
        return recent.with(bucket -> settled(bucket, horizonMs, announcer));
    }

    @Override
    public List<Said> said(Body body) {
        List<Said> said = new ArrayList<>();
        for (Bucket bucket : ((AnomalyBody) body).buckets()) {
            Episode episode = bucket.episode();
            if (episode != null && bucket.isSaid()) {
                said.add(
                        new Said(
                                episode,
                                subject(bucket),
                                endMs(bucket),
                                Map.of(),
                                bucket.details()));
            }
        }
        return said;
    }

    @Override
    public Body wake(Body body, long streamTimeMs, long settledMs, Announcer announcer) {
        return judged((AnomalyBody) body, streamTimeMs, announcer)
                .with(bucket -> awake(bucket, settledMs, announcer));
    }

    @Override
    public long dueAtMs(Body body, Announcer announcer) {
        long earliest = StepResult.NEVER;
        for (Bucket bucket : ((AnomalyBody) body).buckets()) {
            Episode episode = bucket.episode();
            if (!bucket.judged()) {
                earliest = Math.min(earliest, endMs(bucket) + settleMs);
            } else if (episode != null) {
                earliest = Math.min(earliest, announcer.awakeAtMs(episode, endMs(bucket)));
            }
        }
        return earliest;
    }

    private long endMs(Bucket bucket) {
        return bucket.startMs() + bucketMs;
    }

    /** Gives the bucket with the event. */
    private Bucket take(List<Bucket> buckets, long startMs, Detail detail, BigDecimal amount) {
        int at = buckets.size();
        while (at > 0 && buckets.get(at - 1).startMs() > startMs) {
            at--;
        }
        boolean known = at > 0 && buckets.get(at - 1).startMs() == startMs;
        Bucket bucket = known ? buckets.remove(at - 1) : Bucket.empty(startMs);
        Bucket grown =
                hearsResults ? bucket.plusUnseen(detail, amount) : bucket.plus(detail, amount);
        buckets.add(known ? at - 1 : at, feeds ? grown.keeping(detail) : grown);
        if (!known) {
            eras.joined(buckets, at);
        }
        return grown;
    }

    private BigDecimal amount(Contribution contribution) {
        if (!sums) {
            return BigDecimal.ONE;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (String value : contribution.values()) {
            sum = sum.add(Numbers.exact(value));
        }
        return sum;
    }

    private AnomalyBody judged(AnomalyBody body, long nowMs, Announcer announcer) {
        List<Bucket> buckets = new ArrayList<>(body.buckets());
        long[] begins = eras.begins(body);
        Map<Long, Bucket> byStart = new HashMap<>();
        buckets.forEach(bucket -> byStart.put(bucket.startMs(), bucket));
        for (int i = 0; i < buckets.size(); i++) {
            Bucket bucket = buckets.get(i);
            boolean due = endMs(bucket) + settleMs <= nowMs || bucket.isSaid();
            if (!bucket.judged() && due) {
                bucket = judged(bucket, body.groupKey(), begins[i], byStart, announcer);
            }
            buckets.set(i, bucket);
            byStart.put(bucket.startMs(), bucket);
        }
        return new AnomalyBody(body.groupKey(), body.earliestMs(), buckets);
    }

    private Bucket judged(
            Bucket bucket,
            String groupKey,
            long beginMs,
            Map<Long, Bucket> byStart,
            Announcer announcer) {
        Episode known = bucket.episode();
        if (known == null) {
            return bucket;
        }
        Baseline baseline =
                bucket.startMs() < beginMs + learnMs ? null : baseline(bucket, beginMs, byStart);
        double observed = bucket.value().doubleValue();
        double off = baseline == null ? 0 : baseline.off(observed);
        if (baseline == null || !threshold.holds(off)) {
            boolean wrong = bucket.isSaid() && known.emission().state() != AlertState.RETRACTED;
            return bucket.judged(wrong ? announcer.retract(known) : known);
        }
        Episode found = found(known, Measured.of(off, endMs(bucket)), observed, baseline);
        Episode said =
                bucket.isSaid()
                        ? announcer.revise(known, found)
                        : announcer.open(
                                found,
                                subject(bucket),
                                groupKey,
                                endMs(bucket),
                                found.portrait().group(),
                                Map.of());
        return bucket.judged(
                feeds
                        ? announcer.feed(
                                said, groupKey, subject(bucket), endMs(bucket), bucket.details())
                        : said);
    }

    /** What tells an alert apart: results in two buckets may begin with the same event. */
    private String subject(Bucket bucket) {
        return hearsResults ? Long.toString(bucket.startMs()) : "";
    }

    private @Nullable Baseline baseline(Bucket bucket, long beginMs, Map<Long, Bucket> byStart) {
        List<Double> values = new ArrayList<>();
        for (long startMs : seasons.before(bucket.startMs(), seasons.bucketOf(beginMs))) {
            Bucket then = byStart.get(startMs);
            if (then == null) {
                values.add(0.0);
            } else if (!then.isUnusual()) {
                values.add(then.value().doubleValue());
            }
        }
        return Baseline.of(values);
    }

    /** The same events with what is said of them now. */
    private static Episode found(
            Episode known, Measured measured, double observed, Baseline baseline) {
        Map<String, List<String>> context = new LinkedHashMap<>(known.portrait().context());
        context.put(OBSERVED, List.of(Threshold.number(observed)));
        context.put(EXPECTED, List.of(Threshold.number(baseline.expected())));
        Portrait portrait =
                new Portrait(
                        known.portrait().group(),
                        context,
                        known.portrait().predicates(),
                        known.portrait().late());
        return new Episode(known.evidence(), portrait, measured, known.emission());
    }

    /** After its end nothing is kept of a bucket but its value. */
    private Bucket settled(Bucket bucket, long horizonMs, Announcer announcer) {
        Episode episode = bucket.episode();
        if (episode == null || !bucket.judged()) {
            return bucket;
        }
        boolean open =
                endMs(bucket) > horizonMs
                        || (bucket.isSaid() && announcer.counts(episode, horizonMs));
        if (open) {
            return bucket.isSaid() ? bucket.with(announcer.due(episode)) : bucket;
        }
        if (bucket.isSaid()) {
            announcer.close(episode);
        }
        return bucket.settled();
    }

    /** The stream may be ahead of the group, whose events can still change the bucket. */
    private Bucket awake(Bucket bucket, long settledMs, Announcer announcer) {
        Episode episode = bucket.episode();
        return episode == null || !bucket.isSaid()
                ? bucket
                : bucket.with(announcer.awake(episode, endMs(bucket), settledMs));
    }
}
