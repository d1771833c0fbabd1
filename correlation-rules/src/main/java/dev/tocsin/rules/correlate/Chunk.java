package dev.tocsin.rules.correlate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring events of a {@link Window}, in time order: in one array the time of each and how
 * many bytes it takes, in another those bytes.
 *
 * <p>A chunk that is not loaded knows how many events it has and when they begin and end.
 */
final class Chunk extends EntryBytes {
    /** A chunk that has so many events gets no more at its end. */
    static final int CAPACITY = 128;

    /** Nor does one whose events have so many bytes. */
    static final int MOST_BYTES = 1 << 18;

    /** Fewer events are not dropped from the front: looking for them costs more than they do. */
    private static final int LEAST_DROPPED = 8;

    private static final int FIRST_LENGTH = 4;
    private static final int UNLOADED_WEIGHT = 96;

    /** The low bits of a head are the length of the event, the others its time. */
    private static final int LENGTH_BITS = 21;

    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private final int number;
    private long baseOrdinal;
    private long firstMs;
    private long lastMs;

    /**
     * Time of the first event that stays when the least is dropped; of none if there are not so
     * many. A step asks for it, and would have to go to the heads, which it needs only at their
     * end.
     */
    private long stayingMs = Long.MAX_VALUE;

    private int from;
    private int to;
    private long @Nullable [] heads;
    private boolean changed;
    private boolean stored;

    /** A chunk without events. */
    Chunk(int number, long baseOrdinal) {
        super(NONE);
        this.number = number;
        this.baseOrdinal = baseOrdinal;
        this.heads = new long[FIRST_LENGTH];
    }

    /**
     * A chunk of some events.
     *
     * @param heads as {@link #head} makes them; at least one
     * @param size how many of them count
     * @param bytes what {@link #writeBytes} wrote of them
     * @throws IllegalArgumentException when that is of other events
     */
    Chunk(int number, long baseOrdinal, long[] heads, int size, byte[] bytes) {
        super(bytes);
        this.number = number;
        this.baseOrdinal = baseOrdinal;
        this.heads = heads;
        this.to = size;
        check();
        findEnds();
    }

    /** A chunk that lies in the store. */
    Chunk(int number, long baseOrdinal, int size, long firstMs, long lastMs) {
        super(NONE);
        this.number = number;
        this.baseOrdinal = baseOrdinal;
        this.to = size;
        this.firstMs = firstMs;
        this.lastMs = lastMs;
        this.stored = true;
    }

    private void check() {
        long sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += lengthAt(i);
        }
        if (sum != end()) {
            throw new IllegalArgumentException(
                    "Expected events of " + sum + " bytes, but found " + end());
        }
    }

    /**
     * A time and a length in one number: they sort like the times.
     *
     * @throws IllegalArgumentException when the time is more than 139 years from 1970, or the
     *     length over 2 MiB, which no Kafka record has by default
     */
    static long head(long timeMs, int length) {
        long head = timeMs << LENGTH_BITS | length;
        if (head >> LENGTH_BITS != timeMs || length > LENGTH_MASK) {
            throw new IllegalArgumentException(
                    "Expected an event of at most %d bytes within 139 years of 1970, but found %d at %d ms"
                            .formatted(LENGTH_MASK, length, timeMs));
        }
        return head;
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

    /** Whether it gets no more events at its end. */
    boolean isFull() {
        return size() >= CAPACITY || used() >= MOST_BYTES;
    }

    /** Whether it is so large that a late event cuts it in two. */
    boolean isOverfull() {
        return size() >= 2 * CAPACITY || (used() >= 2 * MOST_BYTES && size() > 1);
    }

    long firstMs() {
        return firstMs;
    }

    long lastMs() {
        return lastMs;
    }

    boolean isLoaded() {
        return heads != null;
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

    void unstored() {
        stored = false;
    }

    void unload() {
        heads = null;
        dropBytes();
        to = size();
        from = 0;
        stayingMs = Long.MAX_VALUE;
    }

    /** Takes the events of a chunk that was read; only the last {@link #size} still count. */
    void load(Chunk read) {
        int surplus = read.size() - size();
        if (surplus < 0) {
            throw new IllegalArgumentException(
                    "Expected a chunk of " + size() + " events, but found " + read.size());
        }
        read.dropBytesBefore(read.offsetOf(surplus));
        takeBytes(read);
        heads = read.heads;
        from = read.from + surplus;
        to = read.to;
        findStaying();
    }

    long timeAt(int index) {
        return loadedHeads()[from + index] >> LENGTH_BITS;
    }

    /** How many bytes the event at a place takes. */
    int lengthAt(int index) {
        return (int) loadedHeads()[from + index] & LENGTH_MASK;
    }

    /** Where the bytes of the event at a place are: counted from the end that is nearer. */
    private int offsetOf(int index) {
        int size = size();
        int offset;
        if (index < size / 2) {
            offset = start();
            for (int i = 0; i < index; i++) {
                offset += lengthAt(i);
            }
        } else {
            offset = end();
            for (int i = size - 1; i >= index; i--) {
                offset -= lengthAt(i);
            }
        }
        return offset;
    }

    /** The first place whose time is not before {@code timeMs}. */
    int lowerBound(long timeMs) {
        long[] sorted = loadedHeads();
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] >> LENGTH_BITS < timeMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - from;
    }

    /** Puts an event at a place. */
    void insert(int index, Entry entry) {
        long head = head(entry.timeMs(), lengthOf(entry));
        insertBytes(offsetOf(index), entry);
        makeRoom();
        long[] sorted = loadedHeads();
        int at = from + index;
        System.arraycopy(sorted, at, sorted, at + 1, to - at);
        sorted[at] = head;
        to++;
        changed = true;
        if (index == 0) {
            firstMs = entry.timeMs();
        }
        if (at == to - 1) {
            lastMs = entry.timeMs();
        }
        if (index <= LEAST_DROPPED) {
            findStaying();
        }
    }

    /** Takes the details from the events between two places, the second exclusive. */
    void takeDetails(int first, int end, List<Detail> into) {
        int offset = offsetOf(first);
        for (int i = first; i < end; i++) {
            Detail detail = takeDetail(i, offset);
            if (detail != null) {
                into.add(detail);
            }
            offset += lengthAt(i);
        }
    }

    /** Takes the detail from the event at a place. */
    @Nullable Detail takeDetail(int index) {
        return takeDetail(index, offsetOf(index));
    }

    private @Nullable Detail takeDetail(int index, int offset) {
        int length = lengthAt(index);
        if (length == 0) {
            return null;
        }
        Entry entry = entryAt(offset, length, timeAt(index));
        Detail detail = entry.detail();
        if (detail != null) {
            Entry shorter = entry.takenIn();
            loadedHeads()[from + index] = head(entry.timeMs(), lengthOf(shorter));
            shorten(offset, length, shorter);
            changed = true;
        }
        return detail;
    }

    /** Shows the events from a place on to a visitor, until one is later than {@code toMs}. */
    void forEach(int first, long toMs, Window.Visitor visitor) {
        int offset = offsetOf(first);
        for (int i = first; i < size() && timeAt(i) <= toMs; i++) {
            int length = lengthAt(i);
            visitor.visit(timeAt(i), length == 0 ? null : entryAt(offset, length, timeAt(i)));
            offset += length;
        }
    }

    /** The place of the event that stands for an inner episode, from a place on; -1 for none. */
    int placeOf(String innerEpisode, int first) {
        int offset = offsetOf(first);
        for (int i = first; i < size(); i++) {
            int length = lengthAt(i);
            if (length > 0 && entryAt(offset, length, timeAt(i)).standsFor(innerEpisode)) {
                return i;
            }
            offset += length;
        }
        return -1;
    }

    void remove(int index) {
        removeBytes(offsetOf(index), lengthAt(index));
        long[] sorted = loadedHeads();
        int at = from + index;
        System.arraycopy(sorted, at + 1, sorted, at, to - at - 1);
        to--;
        touch();
    }

    /**
     * Drops the events before a time from the front, unless they are few or it is not loaded; the
     * stored form may keep them.
     */
    void dropBefore(long timeMs) {
        if (stayingMs < timeMs) {
            int count = lowerBound(timeMs);
            dropBytesBefore(offsetOf(count));
            from += count;
            baseOrdinal += count;
            findEnds();
        }
    }

    /** Gives its later half to a new chunk. */
    Chunk split(int otherNumber) {
        int keep = size() / 2;
        byte[] laterBytes = splitAt(offsetOf(keep));
        long[] later = Arrays.copyOfRange(loadedHeads(), from + keep, to);
        Chunk other = new Chunk(otherNumber, baseOrdinal + keep, later, later.length, laterBytes);
        other.changed = true;
        to = from + keep;
        touch();
        return other;
    }

    /** A rough size in the heap, in bytes. */
    int weightBytes() {
        return heads == null ? UNLOADED_WEIGHT : 144 + heads.length * Long.BYTES + length();
    }

    private void touch() {
        changed = true;
        findEnds();
    }

    private void findEnds() {
        if (from < to) {
            firstMs = timeAt(0);
            lastMs = timeAt(size() - 1);
        }
        findStaying();
    }

    private void findStaying() {
        stayingMs = size() > LEAST_DROPPED ? timeAt(LEAST_DROPPED) : Long.MAX_VALUE;
    }

    private void makeRoom() {
        long[] sorted = loadedHeads();
        if (to < sorted.length) {
            return;
        }
        int size = size();
        boolean fits = from > sorted.length / 4;
        long[] roomy = fits ? sorted : new long[sorted.length * 3 / 2];
        System.arraycopy(sorted, from, roomy, 0, size);
        if (!fits) {
            heads = roomy;
        }
        from = 0;
        to = size;
    }

    private long[] loadedHeads() {
        if (heads == null) {
            throw new IllegalStateException("Expected a loaded chunk, but it is not");
        }
        return heads;
    }
}
