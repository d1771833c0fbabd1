package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;

/**
 * When a group with a baseline was new: with its first event, and again with every bucket before
 * which there was none for the length of the history. The state of such a group may be gone by
 * then; whether it is must make no difference.
 */
final class Eras {
    private final long bucketMs;
    private final long historyMs;

    Eras(long bucketMs, long historyMs) {
        this.bucketMs = bucketMs;
        this.historyMs = historyMs;
    }

    /** For each bucket the time of the event with which its era began. */
    long[] begins(AnomalyBody body) {
        List<Bucket> buckets = body.buckets();
        long[] begins = new long[buckets.size()];
        long beginMs = body.earliestMs();
        for (int i = 0; i < begins.length; i++) {
            if (i > 0 && apart(buckets.get(i - 1), buckets.get(i))) {
                beginMs = buckets.get(i).firstMs(body.earliestMs());
            }
            begins[i] = beginMs;
        }
        return begins;
    }

    private boolean apart(Bucket before, Bucket bucket) {
        return bucket.startMs() - before.startMs() > historyMs;
    }

    /** A late bucket that joins two eras: what was said of the later one is judged anew. */
    void joined(List<Bucket> buckets, int at) {
        boolean joins =
                at > 0
                        && at + 1 < buckets.size()
                        && apart(buckets.get(at - 1), buckets.get(at + 1))
                        && !apart(buckets.get(at - 1), buckets.get(at));
        for (int i = at + 1; joins && i < buckets.size(); i++) {
            if (apart(buckets.get(i - 1), buckets.get(i))) {
                return;
            }
            buckets.set(i, buckets.get(i).unjudged());
        }
    }

    /**
     * Without the buckets that no baseline will have any more, and with the begin of the last era
     * that no event can change. The last bucket that is over stays: it tells whether the next one
     * begins an era. A bucket that waits for its judgement, which can be longer than late events
     * may take, still has its whole baseline then.
     */
    AnomalyBody recent(AnomalyBody body, long horizonMs) {
        List<Bucket> buckets = body.buckets();
        long[] begins = begins(body);
        int over = -1;
        while (over + 1 < begins.length
                && buckets.get(over + 1).judged()
                && buckets.get(over + 1).startMs() + bucketMs <= horizonMs) {
            over++;
        }
        long neededFromMs = Math.min(horizonMs, firstUnjudgedMs(buckets)) - historyMs - bucketMs;
        List<Bucket> kept = new ArrayList<>(buckets.size());
        for (int i = 0; i < begins.length; i++) {
            Bucket bucket = buckets.get(i);
            boolean old = bucket.startMs() < neededFromMs;
            if (i >= over || bucket.episode() != null || !old) {
                kept.add(bucket);
            }
        }
        long earliestMs = over < 0 ? body.earliestMs() : begins[over];
        return new AnomalyBody(body.groupKey(), earliestMs, kept);
    }

    private static long firstUnjudgedMs(List<Bucket> buckets) {
        for (Bucket bucket : buckets) {
            if (!bucket.judged()) {
                return bucket.startMs();
            }
        }
        return Long.MAX_VALUE;
    }
}
