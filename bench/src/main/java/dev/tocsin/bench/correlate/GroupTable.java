package dev.tocsin.bench.correlate;

import dev.tocsin.rules.correlate.CorrelationState;
import dev.tocsin.rules.correlate.StepResult;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a run by their 16 bytes, with open addressing: a group is found with one look at
 * the table and one at the group. Groups stay when their state is dropped.
 */
final class GroupTable {
    private @Nullable Group[] table = new Group[1 << 10];
    private int size;

    /** A group. */
    static final class Group {
        private final long high;
        private final long low;
        @Nullable CorrelationState state;
        long wakeUpAtMs = StepResult.NEVER;
        long queuedAtMs = StepResult.NEVER;

        Group(long high, long low) {
            this.high = high;
            this.low = low;
        }
    }

    /** The group of these bytes, new if it is. */
    Group get(long high, long low) {
        int mask = table.length - 1;
        int at = (int) low & mask;
        while (true) {
            Group found = table[at];
            if (found == null) {
                return add(new Group(high, low));
            }
            if (found.low == low && found.high == high) {
                return found;
            }
            at = at + 1 & mask;
        }
    }

    private Group add(Group group) {
        size++;
        if (size > table.length / 4) {
            @Nullable Group[] before = table;
            table = new Group[2 * before.length];
            for (Group known : before) {
                if (known != null) {
                    place(known);
                }
            }
        }
        place(group);
        return group;
    }

    private void place(Group group) {
        int mask = table.length - 1;
        int at = (int) group.low & mask;
        while (table[at] != null) {
            at = at + 1 & mask;
        }
        table[at] = group;
    }

    /** How many have a state. */
    int live() {
        int live = 0;
        for (Group group : table) {
            live += group != null && group.state != null ? 1 : 0;
        }
        return live;
    }
}
