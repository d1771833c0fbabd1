package dev.tocsin.topology.correlate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What one save wrote of a group beside its head: the contributions that came since the save
 * before, and what else is then known of the group. Its form is a file format.
 *
 * @param generation the number of the head that it belongs to
 * @param touchedMs as in {@link StoredGroup}
 * @param wakeAtMs as in {@link StoredGroup}
 * @param deadlineMs as in {@link StoredGroup}
 * @param contributions in the order in which the group took them
 */
record JournalPage(
        int generation,
        long touchedMs,
        long wakeAtMs,
        long deadlineMs,
        List<Journaled> contributions) {
    private static final byte VERSION = 1;
    private static final byte PAST = 1;
    private static final int HEAD_BYTES = 1 + Integer.BYTES + 3 * Long.BYTES;
    private static final int ENTRY_BYTES = 1 + Integer.BYTES;

    static JournalPage of(int generation, StoredGroup group, List<Journaled> contributions) {
        return new JournalPage(
                generation, group.touchedMs(), group.wakeAtMs(), group.deadlineMs(), contributions);
    }

    byte[] encode() {
        int size = HEAD_BYTES;
        for (Journaled journaled : contributions) {
            size += ENTRY_BYTES + journaled.contribution().length;
        }
        ByteBuffer to =
                ByteBuffer.allocate(size)
                        .put(VERSION)
                        .putInt(generation)
                        .putLong(touchedMs)
                        .putLong(wakeAtMs)
                        .putLong(deadlineMs);
        for (Journaled journaled : contributions) {
            to.put(journaled.past() ? PAST : 0)
                    .putInt(journaled.contribution().length)
                    .put(journaled.contribution());
        }
        return to.array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws RuntimeException when the bytes are something else
     */
    static JournalPage decode(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        byte version = from.get();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "Expected version %d of a page of a group's journal, but found %d"
                            .formatted(VERSION, version));
        }
        return new JournalPage(
                from.getInt(), from.getLong(), from.getLong(), from.getLong(), readAll(from));
    }

    private static List<Journaled> readAll(ByteBuffer from) {
        List<Journaled> contributions = new ArrayList<>();
        while (from.hasRemaining()) {
            boolean past = from.get() == PAST;
            byte[] contribution = new byte[from.getInt()];
            from.get(contribution);
            contributions.add(new Journaled(contribution, past));
        }
        return contributions;
    }
}
