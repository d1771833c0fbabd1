package dev.tocsin.rules.correlate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring events of a {@link Window}, in time order. An event that is nothing but its time (an
 * episode has its detail, it has no values and serves the first position) is a number in an array.
 *
 * <p>A chunk that is not loaded knows how many events it has and when they begin and end.
 */
final class Chunk {
    /** A chunk that has so many events gets no more at its end. */
    static final int CAPACITY = 128;

    private static final int FIRST_LENGTH = 4;
    private static final int UNLOADED_WEIGHT = 64;
    private static final int UNKNOWN_WEIGHT = -1;

    private final int number;
    private long baseOrdinal;
    private long firstMs;
    private long lastMs;
    private int from;
    private int to;
    private long @Nullable [] times;
    private @Nullable Entry @Nullable [] entries;
    private int weightBytes = UNKNOWN_WEIGHT;
    private boolean changed;
    private boolean stored;

    /** A chunk without events. */
    Chunk(int number, long baseOrdinal) {
        this.number = number;
        this.baseOrdinal = baseOrdinal;
        this.times = new long[FIRST_LENGTH];
    }

    /** A chunk that lies in the store. */
    Chunk(int number, long baseOrdinal, int size, long firstMs, long lastMs) {
        this.number = number;
        this.baseOrdinal = baseOrdinal;
        this.to = size;
        this.firstMs = firstMs;
        this.lastMs = lastMs;
        this.stored = true;
    }

    int number() {
        return number;
    }

    /** How many events of the window came before its first one, since the window began. */
    long baseOrdinal() {
        return baseOrdinal;
    }

    void shift(int by) {
        baseOrdinal += by;
    }

    int size() {
        return to - from;
    }

    long firstMs() {
        return firstMs;
    }

    long lastMs() {
        return lastMs;
    }

    boolean isLoaded() {
        return times != null;
    }

    boolean isChanged() {
        return changed;
    }

    boolean isStored() {
        return stored;
    }

    void saved() {
        changed = false;
        stored = true;
    }

    void unload() {
        times = null;
        entries = null;
        to = size();
        from = 0;
    }

    /** Takes the events of a chunk that was read; only the last {@link #size} still count. */
    void load(Chunk read) {
        int surplus = read.size() - size();
        if (surplus < 0) {
            throw new IllegalArgumentException(
                    "Expected a chunk of " + size() + " events, but found " + read.size());
        }
        weightBytes = UNKNOWN_WEIGHT;
        times = read.times;
        entries = read.entries;
        from = read.from + surplus;
        to = read.to;
    }

    long timeAt(int index) {
        return loadedTimes()[from + index];
    }

    /** The event; null if it is nothing but its time. */
    @Nullable Entry entryAt(int index) {
        return entries == null ? null : entries[from + index];
    }

    /** The first place whose time is not before {@code timeMs}. */
    int lowerBound(long timeMs) {
        long[] sorted = loadedTimes();
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < timeMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - from;
    }

    /** Puts an event at a place. */
    void insert(int index, Entry entry) {
        makeRoom();
        long[] sorted = loadedTimes();
        int at = from + index;
        System.arraycopy(sorted, at, sorted, at + 1, to - at);
        sorted[at] = entry.timeMs();
        if (entries == null && !entry.isPlain()) {
            entries = new Entry[sorted.length];
        }
        if (entries != null) {
            System.arraycopy(entries, at, entries, at + 1, to - at);
            entries[at] = entry.isPlain() ? null : entry;
        }
        to++;
        weigh(entry, null);
        touch();
    }

    /** The event, which from now on has its detail as bytes; null if it is nothing but its time. */
    @Nullable Entry pack(int index) {
        Entry entry = entryAt(index);
        if (entry == null || entries == null) {
            return null;
        }
        Entry packed = entry.kept();
        weigh(packed, entry);
        entries[from + index] = packed;
        return packed;
    }

    /** Replaces what is known of an event by less. */
    void set(int index, Entry entry) {
        if (entries != null) {
            weigh(entry, entries[from + index]);
            entries[from + index] = entry.isPlain() ? null : entry;
            changed = true;
        }
    }

    void remove(int index) {
        int at = from + index;
        long[] sorted = loadedTimes();
        System.arraycopy(sorted, at + 1, sorted, at, to - at - 1);
        if (entries != null) {
            System.arraycopy(entries, at + 1, entries, at, to - at - 1);
            entries[to - 1] = null;
        }
        to--;
        weightBytes = UNKNOWN_WEIGHT;
        touch();
    }

    /** Drops events from the front; the stored form may keep them. */
    void dropFirst(int count) {
        if (entries != null) {
            Arrays.fill(entries, from, from + count, null);
        }
        from += count;
        baseOrdinal += count;
        if (from < to) {
            firstMs = loadedTimes()[from];
        }
    }

    /** Gives its later half to a new chunk. */
    Chunk split(int otherNumber) {
        int keep = size() / 2;
        Chunk other = new Chunk(otherNumber, baseOrdinal + keep);
        long[] sorted = loadedTimes();
        other.times = Arrays.copyOfRange(sorted, from + keep, to);
        other.entries = entries == null ? null : Arrays.copyOfRange(entries, from + keep, to);
        other.to = size() - keep;
        other.touch();
        to = from + keep;
        weightBytes = UNKNOWN_WEIGHT;
        if (entries != null) {
            Arrays.fill(entries, to, entries.length, null);
        }
        touch();
        return other;
    }

    /** A rough size in the heap, in bytes. */
    int weightBytes() {
        if (times == null) {
            return UNLOADED_WEIGHT;
        }
        if (weightBytes == UNKNOWN_WEIGHT) {
            weightBytes = weigh(times.length);
        }
        return weightBytes;
    }

    /** Corrects the weight, if it is known, when an entry takes the place of another or of none. */
    private void weigh(Entry now, @Nullable Entry before) {
        if (weightBytes != UNKNOWN_WEIGHT) {
            weightBytes += before == null ? Long.BYTES + Integer.BYTES : -before.weightBytes();
            weightBytes += now.isPlain() ? 0 : now.weightBytes();
        }
    }

    private int weigh(int length) {
        int weight = 96 + length * Long.BYTES;
        if (entries != null) {
            weight += length * Integer.BYTES;
            for (int i = from; i < to; i++) {
                Entry entry = entries[i];
                weight += entry == null ? 0 : entry.weightBytes();
            }
        }
        return weight;
    }

    private void touch() {
        changed = true;
        if (from < to) {
            firstMs = loadedTimes()[from];
            lastMs = loadedTimes()[to - 1];
        }
    }

    private void makeRoom() {
        long[] sorted = loadedTimes();
        if (to < sorted.length) {
            return;
        }
        int size = size();
        int length = from > sorted.length / 2 ? sorted.length : sorted.length * 2;
        long[] roomy = new long[length];
        System.arraycopy(sorted, from, roomy, 0, size);
        times = roomy;
        if (entries != null) {
            @Nullable Entry[] more = new Entry[length];
            System.arraycopy(entries, from, more, 0, size);
            entries = more;
        }
        from = 0;
        to = size;
    }

    private long[] loadedTimes() {
        if (times == null) {
            throw new IllegalStateException("Expected a loaded chunk, but it is not");
        }
        return times;
    }
}
