package dev.tocsin.topology.correlate;

import dev.tocsin.rules.correlate.ChunkStore;
import dev.tocsin.rules.correlate.CorrelationState;
import dev.tocsin.rules.correlate.StepResult;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.FrameKind;
import dev.tocsin.rules.plan.RuleSet;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The two stores of a task: the state of every group, and the deadlines by wall clock. A deadline
 * is moved only when the new one is earlier; one that fires too early is set anew, which costs one
 * write per deadline instead of one per contribution.
 *
 * <p>Where frames close, a group is also looked at when the time of the stream comes to that of its
 * wake-up. What is stored for it is never moved: whoever takes it asks the group.
 */
final class Groups {
    private final GroupStore groups;
    private final Deadlines deadlines;
    private final Deadlines settling;

    Groups(GroupStore groups, KeyValueStore<Bytes, byte[]> deadlines) {
        this.groups = groups;
        this.deadlines = Deadlines.byWall(deadlines);
        this.settling = Deadlines.byStream(deadlines);
    }

    /** A write to both stores that leaves nothing. */
    void touch() {
        groups.touch();
        deadlines.touch();
    }

    @Nullable StoredGroup get(byte[] key, RuleSet rules) {
        return groups.get(key, rules);
    }

    /** Where the chunks of a group lie. */
    ChunkStore chunks(byte[] key) {
        return groups.chunks(key);
    }

    /**
     * Stores what a step gave, or frees the group when the step dropped its state.
     *
     * @param journaled the contribution that it took; null: it was another step, or the state was
     *     made under another definition
     */
    void put(
            byte[] key,
            CorrelationPlan plan,
            @Nullable StoredGroup before,
            StepResult result,
            long touchedMs,
            @Nullable Journaled journaled) {
        CorrelationState state = result.state();
        if (state == null) {
            free(key, before);
            return;
        }
        if (plan.frames() == FrameKind.CLOSING) {
            settle(key, before, result.wakeUpAtMs());
        }
        long due = dueMs(result.wakeUpAtMs(), state.clockMs(), touchedMs);
        long scheduled = before == null ? Long.MAX_VALUE : before.deadlineMs();
        if (due < scheduled) {
            deadlines.move(key, scheduled, due);
            scheduled = due;
        }
        StoredGroup after =
                new StoredGroup(plan.id(), touchedMs, result.wakeUpAtMs(), scheduled, state);
        if (journaled == null) {
            groups.put(key, after);
        } else {
            groups.take(key, after, journaled);
        }
    }

    private void settle(byte[] key, @Nullable StoredGroup before, long wakeAtMs) {
        if (wakeAtMs != StepResult.NEVER && (before == null || before.wakeAtMs() != wakeAtMs)) {
            settling.move(key, Long.MAX_VALUE, Math.max(0, wakeAtMs));
        }
    }

    /** Takes the keys of groups whose frames may have settled by the time of the stream. */
    List<byte[]> takeSettled(long streamMs, int budget) {
        return settling.take(streamMs, budget);
    }

    /** Sets the deadline of a group to an earlier time. */
    void hasten(byte[] key, StoredGroup group, long deadlineMs) {
        if (deadlineMs < group.deadlineMs()) {
            deadlines.move(key, group.deadlineMs(), deadlineMs);
            groups.take(key, group.withDeadline(deadlineMs), null);
        }
    }

    /** Sets the deadline of a group anew, after the one it had has fired. */
    void reschedule(byte[] key, StoredGroup group, long deadlineMs) {
        deadlines.move(key, Long.MAX_VALUE, deadlineMs);
        groups.take(key, group.withDeadline(deadlineMs), null);
    }

    void free(byte[] key, @Nullable StoredGroup group) {
        if (group != null) {
            deadlines.move(key, group.deadlineMs(), Long.MAX_VALUE);
            groups.remove(key);
        }
    }

    /** Takes the keys of groups whose deadline has come, earliest first. */
    List<byte[]> takeDue(long wallMs, int most) {
        return deadlines.take(wallMs, most);
    }

    /** Keys of groups of one correlation, from {@code after} on. */
    List<byte[]> keys(byte[] prefix, byte @Nullable [] after, int most) {
        return groups.keys(prefix, after, most);
    }

    /**
     * When, by the wall clock, a group's own time can have come to {@code wakeAtMs}: its time goes
     * on with the wall clock from the last contribution.
     */
    static long dueMs(long wakeAtMs, long groupClockMs, long touchedMs) {
        return wakeAtMs == StepResult.NEVER
                ? Long.MAX_VALUE
                : touchedMs + Math.max(0, wakeAtMs - groupClockMs);
    }
}
