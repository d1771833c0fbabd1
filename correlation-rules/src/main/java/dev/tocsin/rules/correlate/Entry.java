package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contributing event in the window of a group: a view of its {@linkplain EntryForm bytes}, which
 * are read when they are asked for, for of most events nobody ever asks.
 */
final class Entry {
    private final long timeMs;
    private final int flags;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private @Nullable List<String> values;

    /**
     * @param flags as in {@link EntryForm}
     * @param from where its bytes begin, without the flags
     * @param to where they end
     */
    Entry(long timeMs, int flags, byte[] bytes, int from, int to) {
        this.timeMs = timeMs;
        this.flags = flags;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** An entry that keeps what an alert shows. */
    static Entry of(Contribution contribution, boolean late) {
        return contribution.entry(late, false);
    }

    /** An entry that keeps everything. */
    static Entry whole(Contribution contribution, boolean late) {
        return contribution.entry(late, true);
    }

    /** Event time. */
    long timeMs() {
        return timeMs;
    }

    int flags() {
        return flags;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Which of the referenced rules it matched, as in {@link Contribution}. */
    long positions() {
        return (flags & EntryForm.OTHER_POSITIONS) == 0
                ? 1
                : EntryForm.readPositions(behindEpisode(), flags);
    }

    /** Its values, folded. */
    List<String> values() {
        if ((flags & EntryForm.HAS_VALUES) == 0) {
            return List.of();
        }
        if (values == null) {
            values = folded(EntryForm.readValues(behindPositions(), flags));
        }
        return values;
    }

    private static List<String> folded(List<String> values) {
        if (values.size() == 1) {
            return List.of(Folding.fold(values.getFirst()));
        }
        List<String> folded = new ArrayList<>(values.size());
        for (String value : values) {
            folded.add(Folding.fold(value));
        }
        return folded;
    }

    /** Its detail; null once an episode has taken the event in. */
    @Nullable Detail detail() {
        if ((flags & EntryForm.HAS_DETAIL) == 0) {
            return null;
        }
        BinaryReader reader = behindPositions();
        EntryForm.readValues(reader, flags);
        return EntryForm.readDetail(reader, flags, timeMs);
    }

    /** The same event, once an episode has its detail: its time, positions and values. */
    Entry takenIn() {
        int kept = flags & (EntryForm.HAS_VALUES | EntryForm.OTHER_POSITIONS);
        if (kept == 0) {
            return new Entry(timeMs, 0, bytes, from, from);
        }
        BinaryReader reader = behindEpisode();
        int start = reader.at();
        EntryForm.readPositions(reader, flags);
        EntryForm.readValues(reader, flags);
        return new Entry(timeMs, kept, bytes, start, reader.at());
    }

    /** Whether it is that inner episode. */
    boolean standsFor(String innerEpisode) {
        return innerEpisode.equals(EntryForm.readEpisode(EntryForm.reader(bytes, from, to), flags));
    }

    /** Whether its time says all. */
    boolean isPlain() {
        return flags == 0;
    }

    private BinaryReader behindEpisode() {
        BinaryReader reader = EntryForm.reader(bytes, from, to);
        EntryForm.readEpisode(reader, flags);
        return reader;
    }

    private BinaryReader behindPositions() {
        BinaryReader reader = behindEpisode();
        EntryForm.readPositions(reader, flags);
        return reader;
    }
}
