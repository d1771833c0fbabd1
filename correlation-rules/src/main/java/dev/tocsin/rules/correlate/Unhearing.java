package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes back what a {@link Learner} has learned from a result of another correlation that moves or
 * is withdrawn. What came within the grace is kept beside what was known before it; without the
 * result the group learns it once more, in silence, and then the alerts are brought in line. Of a
 * group that has heard nothing else only what was said is remembered, as if it had never been.
 */
final class Unhearing implements Correlator {
    /**
     * How many events and results can be taken back at a time; of more, the oldest stay heard, so
     * that a flood does not make a state that is too large to be written.
     */
    static final int MOST_HEARD = 1_000;

    /** How many bytes these may have together: a result can bring a thousand events. */
    static final int MOST_HEARD_BYTES = 1 << 22;

    private static final byte[] NOTHING = {};

    private final CorrelationPlan plan;
    private final CorrelationPlan silent;
    private final Learner learner;

    Unhearing(CorrelationPlan plan, Learner learner) {
        this.plan = plan;
        this.silent = plan.silent();
        this.learner = learner;
    }

    @Override
    public Body empty(ChunkStore store) {
        return knowing(learner.empty(store), NOTHING);
    }

    @Override
    public Body add(
            Body body,
            Contribution contribution,
            boolean late,
            long horizonMs,
            Announcer announcer) {
        HeardBody before = heard(body);
        List<Heard> heard = new ArrayList<>(before.heard());
        InnerResult result = contribution.result();
        boolean unheard = result != null && heard.removeIf(known -> known.isOf(result));
        if (!contribution.isWithdrawn()) {
            insert(heard, new Heard(contribution, late));
        }
        Body learned = before.body();
        if (unheard) {
            learned = relearned(before, heard, contribution.groupKey(), announcer);
            learned = learner.settled(learned, horizonMs, announcer);
        } else if (!contribution.isWithdrawn()) {
            learned = learner.add(learned, contribution, late, horizonMs, announcer);
        }
        if (heard.isEmpty() && before.base().length == 0) {
            return new NoBody();
        }
        byte[] base = folded(before.base(), heard, horizonMs, announcer);
        return new HeardBody(learned, base, heard, horizonMs, before.wokenMs());
    }

    @Override
    public Body wake(Body body, long streamTimeMs, long settledMs, Announcer announcer) {
        HeardBody before = heard(body);
        return new HeardBody(
                learner.wake(before.body(), streamTimeMs, settledMs, announcer),
                before.base(),
                before.heard(),
                before.horizonMs(),
                Math.max(streamTimeMs, before.wokenMs()));
    }

    @Override
    public long dueAtMs(Body body, Announcer announcer) {
        if (body instanceof NoBody) {
            return StepResult.NEVER;
        }
        return learner.dueAtMs(body instanceof HeardBody heard ? heard.body() : body, announcer);
    }

    @Override
    public long reachMs() {
        return learner.reachMs();
    }

    /** What a group knows that was only expected so far stays known. */
    private static HeardBody heard(Body body) {
        return body instanceof HeardBody heard ? heard : knowing(body, StateCodec.encodeBody(body));
    }

    private static HeardBody knowing(Body body, byte[] base) {
        return new HeardBody(body, base, List.of(), Long.MIN_VALUE, Long.MIN_VALUE);
    }

    private static void insert(List<Heard> heard, Heard one) {
        int at = heard.size();
        while (at > 0 && heard.get(at - 1).isAfter(one)) {
            at--;
        }
        heard.add(at, one);
    }

    /** Moves what cannot be taken back any more to what was known before. */
    private byte[] folded(byte[] base, List<Heard> heard, long horizonMs, Announcer announcer) {
        int count = tooMany(heard);
        if (count > 0 && heard.get(count - 1).timeMs() >= horizonMs) {
            announcer.lost(Loss.HEARD, count);
        }
        while (count < heard.size() && heard.get(count).timeMs() < horizonMs) {
            count++;
        }
        if (count == 0) {
            return base;
        }
        Body known = decoded(base);
        List<Heard> settled = heard.subList(0, count);
        for (Heard one : settled) {
            // A group that hears in time order has settled all before, and nothing too early.
            long settledMs = Math.min(one.timeMs(), horizonMs);
            known = learn(known, one, settledMs, silentAt(one.timeMs()));
        }
        settled.clear();
        return StateCodec.encodeBody(known);
    }

    private static int tooMany(List<Heard> heard) {
        int from = heard.size();
        int bytes = 0;
        while (from > 0 && heard.size() - from < MOST_HEARD && bytes <= MOST_HEARD_BYTES) {
            from--;
            bytes += heard.get(from).contribution().bytes().length;
        }
        return bytes > MOST_HEARD_BYTES ? from + 1 : from;
    }

    /**
     * What the group would know had it heard nothing else.
     *
     * @param before what it knew
     * @param heard what it hears now
     */
    private Body relearned(
            HeardBody before, List<Heard> heard, String groupKey, Announcer announcer) {
        long nowMs = Math.max(announcer.nowMs(), before.wokenMs());
        Announcer silence = silentAt(nowMs);
        Body known = decoded(before.base());
        for (Heard one : heard) {
            known = learn(known, one, before.horizonMs(), silence);
        }
        Body woken = learner.wake(known, nowMs, Long.MIN_VALUE, silence);
        Body learned = learner.settled(woken, before.horizonMs(), silence);
        new Retelling(plan, learner, groupKey, before.horizonMs(), announcer)
                .tell(learner.said(before.body()), learner.said(learned));
        return learned;
    }

    private Body learn(Body body, Heard one, long horizonMs, Announcer announcer) {
        return learner.add(body, one.contribution(), one.late(), horizonMs, announcer);
    }

    private Body decoded(byte[] base) {
        return base.length == 0
                ? learner.empty(ChunkStore.inMemory())
                : StateCodec.decodeBody(base);
    }

    /** Says nothing to anyone. */
    private Announcer silentAt(long nowMs) {
        CorrelationState nobody =
                CorrelationState.of(plan.fingerprint(), nowMs, List.of(), new NoBody());
        return new Announcer(silent, nowMs, nobody);
    }
}
