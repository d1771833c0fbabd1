package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of a group whose frames may be judged anew: the window keeps the details of its events.
 * Changed in place.
 */
final class JudgedBody extends Window implements Body {
    private List<JudgedEpisode> judged;
    private String groupKey;

    /** Whether it has a key: to ask the text itself, a step would have to go to its memory. */
    private boolean hasKey;

    private long settledMs;
    private long spokenMs;
    private long judgedMs;
    private long forgottenMs;
    private @Nullable FrameIndex index;

    /**
     * @param groupKey the group values, folded
     * @param judged the episodes that can still change, and those that turned out to be none, in
     *     time order
     * @param settledMs trailing frames: what ends before is frozen; closing frames: the end of the
     *     last frozen frame, behind which the next one begins
     * @param spokenMs the latest time by which frames were judged
     * @param judgedMs the end of the last frame that was judged
     * @param forgottenMs of risk: time of the last alert that was forgotten because there were too
     *     many; before all times if there is none
     */
    JudgedBody(
            Window window,
            String groupKey,
            List<JudgedEpisode> judged,
            long settledMs,
            long spokenMs,
            long judgedMs,
            long forgottenMs) {
        super(window);
        this.groupKey = groupKey;
        this.hasKey = !groupKey.isEmpty();
        this.judged = judged.isEmpty() ? List.of() : new ArrayList<>(judged);
        this.settledMs = settledMs;
        this.spokenMs = spokenMs;
        this.judgedMs = judgedMs;
        this.forgottenMs = forgottenMs;
    }

    /** What is known of a group of which nothing was heard. */
    static JudgedBody empty(ChunkStore store) {
        long never = Long.MIN_VALUE;
        return new JudgedBody(new Window(store), "", List.of(), never, never, never, never);
    }

    /** Says what is due of its episodes. */
    void say(Announcer announcer) {
        for (JudgedEpisode known : judged) {
            known.set(announcer.due(known.episode()));
        }
    }

    /** The earliest time at which something of its episodes will be due. */
    long dueAtMs(Announcer announcer) {
        long earliest = StepResult.NEVER;
        for (JudgedEpisode known : judged) {
            earliest = Math.min(earliest, announcer.dueAtMs(known.episode()));
        }
        return earliest;
    }

    /**
     * Says the last word on the episodes that end at or before a time, as far as suppression does
     * not keep them.
     */
    void close(long untilMs, long horizonMs, Announcer announcer) {
        if (judged.isEmpty()) {
            return;
        }
        judged.removeIf(
                known -> {
                    boolean over =
                            known.toMs() <= untilMs
                                    && !announcer.counts(known.episode(), horizonMs);
                    if (over) {
                        announcer.close(known.episode());
                    }
                    return over;
                });
    }

    /** This state, as that of a group. */
    JudgedBody of(String key) {
        if (!hasKey) {
            groupKey = key;
            hasKey = !key.isEmpty();
        }
        return this;
    }

    /** The events of the group: itself, for the reason that {@link EntryBytes} gives. */
    Window window() {
        return this;
    }

    String groupKey() {
        return groupKey;
    }

    List<JudgedEpisode> judged() {
        return judged;
    }

    /** Replaces what was judged. */
    void judge(List<JudgedEpisode> newlyJudged) {
        judged = newlyJudged.isEmpty() ? List.of() : newlyJudged;
    }

    /** The last episode that is one. */
    @Nullable JudgedEpisode lastAlive() {
        for (int i = judged.size() - 1; i >= 0; i--) {
            if (!judged.get(i).isGone()) {
                return judged.get(i);
            }
        }
        return null;
    }

    /** Whether something in that time was said and is gone. */
    boolean hasGone(long fromMs, long toMs) {
        for (JudgedEpisode known : judged) {
            if (known.isGone() && known.overlaps(fromMs, toMs)) {
                return true;
            }
        }
        return false;
    }

    long settledMs() {
        return settledMs;
    }

    void settle(long untilMs) {
        settledMs = untilMs;
    }

    long spokenMs() {
        return spokenMs;
    }

    long judgedMs() {
        return judgedMs;
    }

    void judgedUntil(long newJudgedMs, long bySpokenMs) {
        judgedMs = newJudgedMs;
        spokenMs = bySpokenMs;
    }

    long forgottenMs() {
        return forgottenMs;
    }

    /**
     * Forgets its first events.
     *
     * @return how many they are
     */
    int forgetFirst() {
        forgottenMs = window().firstChunkEndMs();
        return window().dropChunk();
    }

    /** Whether a frame of this length that ends then lacks events that were forgotten. */
    boolean lacks(long endMs, long timespanMs) {
        return forgottenMs != Long.MIN_VALUE && endMs <= forgottenMs + timespanMs;
    }

    /** Knows the value of the last trailing frame; null if it is to be made anew. Not stored. */
    @Nullable FrameIndex index() {
        return index;
    }

    void keep(@Nullable FrameIndex newIndex) {
        index = newIndex;
    }

    @Override
    public List<Episode> episodes() {
        List<Episode> episodes = new ArrayList<>(judged.size());
        judged.forEach(of -> episodes.add(of.episode()));
        return episodes;
    }

    @Override
    public int weightBytes() {
        int weight = 64 + super.weightBytes();
        for (JudgedEpisode of : judged) {
            weight += 2 * of.episode().weightBytes();
        }
        return weight;
    }
}
