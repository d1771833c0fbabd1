package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The events of a group that a frame can still have, in time order; of equal times, in the order of
 * arrival. They lie in chunks of which only those that are needed are loaded, so that a window of
 * any length costs a step a few comparisons, and a save what has changed.
 */
sealed class Window permits TrailingBody, JudgedBody {
    private final ChunkStore store;

    /** The last chunk; null if there is none. Most windows have one chunk, and need no list. */
    private @Nullable Chunk last;

    private List<Chunk> earlier = List.of();
    private List<Integer> dropped = List.of();
    private @Nullable Chunk added;
    private int addedAt;
    private int nextNumber;

    /** Visits events of a window. */
    interface Visitor {
        /**
         * One event.
         *
         * @param entry null if nothing but its time is known: it serves the first position
         */
        void visit(long timeMs, @Nullable Entry entry);
    }

    /** An empty window. */
    Window(ChunkStore store) {
        this.store = store;
    }

    /** A window that was saved. */
    Window(ChunkStore store, List<Chunk> saved, int nextNumber) {
        this(store);
        this.nextNumber = nextNumber;
        saved.forEach(this::append);
    }

    /** What another one has, which is not used any more. */
    Window(Window other) {
        this(other.store, other.chunks(), other.nextNumber);
    }

    boolean isEmpty() {
        return last == null;
    }

    private int size() {
        return last == null ? 0 : earlier.size() + 1;
    }

    private Chunk chunk(int place) {
        return place == earlier.size() ? lastChunk() : earlier.get(place);
    }

    private Chunk lastChunk() {
        if (last == null) {
            throw new NoSuchElementException("Expected an event in the window, but it is empty");
        }
        return last;
    }

    private void append(Chunk chunk) {
        if (last != null) {
            insertEarlier(earlier.size(), last);
        }
        last = chunk;
    }

    private void insertEarlier(int place, Chunk chunk) {
        if (earlier.isEmpty()) {
            earlier = new ArrayList<>(2);
        }
        earlier.add(place, chunk);
    }

    private void removeChunk(int place) {
        if (place < earlier.size()) {
            earlier.remove(place);
        } else {
            last = earlier.isEmpty() ? null : unstored(earlier.removeLast());
        }
    }

    /** From now on it belongs to the head. */
    private Chunk unstored(Chunk chunk) {
        load(chunk);
        drop(chunk);
        chunk.unstored();
        return chunk;
    }

    long lastMs() {
        return lastChunk().lastMs();
    }

    /** Puts an event behind all that are not later. */
    void add(Entry entry) {
        if (last == null || entry.timeMs() >= last.lastMs()) {
            append(entry);
            return;
        }
        int place = chunkOf(entry.timeMs());
        Chunk chunk = load(chunk(place));
        if (chunk.isOverfull()) {
            Chunk later = chunk.split(nextNumber++);
            if (place == earlier.size()) {
                append(later);
            } else {
                insertEarlier(place + 1, later);
            }
            if (entry.timeMs() >= later.firstMs()) {
                chunk = later;
                place++;
            }
        }
        shiftBehind(place, 1);
        put(chunk, chunk.lowerBound(entry.timeMs() + 1), entry);
    }

    private void shiftBehind(int place, int by) {
        for (int i = place + 1; i < size(); i++) {
            chunk(i).shift(by);
        }
    }

    private void append(Entry entry) {
        if (last == null || last.isFull()) {
            append(new Chunk(nextNumber++, endOrdinal()));
        }
        Chunk chunk = load(lastChunk());
        put(chunk, chunk.size(), entry);
    }

    private void put(Chunk chunk, int index, Entry entry) {
        chunk.insert(index, entry);
        if (added != chunk) {
            added = chunk;
        }
        addedAt = index;
    }

    /** The last chunk that begins at or before that time; else the first. */
    private int chunkOf(long timeMs) {
        int at = earlier.size();
        while (at > 0 && chunk(at).firstMs() > timeMs) {
            at--;
        }
        return at;
    }

    /** The detail of the event that was added last, which it then lacks. */
    @Nullable Detail takeAdded() {
        return added == null ? null : added.takeDetail(addedAt);
    }

    /** The details of the events from one time to another, both inclusive, which they then lack. */
    void takeDetails(long fromMs, long toMs, List<Detail> into) {
        for (int c = firstChunkEndingAt(fromMs); c < size(); c++) {
            Chunk chunk = chunk(c);
            if (chunk.firstMs() > toMs) {
                return;
            }
            load(chunk);
            chunk.takeDetails(chunk.lowerBound(fromMs), chunk.lowerBound(toMs + 1), into);
        }
    }

    /** Visits the events from one time to another, both inclusive, in order. */
    void forEach(long fromMs, long toMs, Visitor visitor) {
        for (int c = firstChunkEndingAt(fromMs); c < size(); c++) {
            Chunk chunk = chunk(c);
            if (chunk.firstMs() > toMs) {
                return;
            }
            load(chunk);
            chunk.forEach(chunk.lowerBound(fromMs), toMs, visitor);
        }
    }

    /** Takes back the event that was added last, at the end. */
    void removeLast(Entry entry) {
        Chunk chunk = lastChunk();
        if (chunk.timeAt(chunk.size() - 1) != entry.timeMs()) {
            throw new IllegalStateException("Expected the last event, but it is another one");
        }
        remove(earlier.size(), chunk.size() - 1);
    }

    /**
     * Removes the event that stands for an inner episode, unless it is too old.
     *
     * @return whether there was one
     */
    boolean remove(String innerEpisode, long sinceMs) {
        for (int c = firstChunkEndingAt(sinceMs); c < size(); c++) {
            Chunk chunk = load(chunk(c));
            int place = chunk.placeOf(innerEpisode, chunk.lowerBound(sinceMs));
            if (place >= 0) {
                remove(c, place);
                return true;
            }
        }
        return false;
    }

    private void remove(int place, int index) {
        Chunk chunk = chunk(place);
        chunk.remove(index);
        shiftBehind(place, -1);
        if (chunk.size() == 0) {
            removeChunk(place);
            drop(chunk);
        }
    }

    /** How many events lie between two times, both inclusive. */
    long count(long fromMs, long toMs) {
        return ordinal(toMs + 1) - ordinal(fromMs);
    }

    /** The time of the first event that is not before {@code timeMs}; there must be one. */
    long firstSince(long timeMs) {
        Chunk chunk = chunk(firstChunkEndingAt(timeMs));
        return chunk.firstMs() >= timeMs
                ? chunk.firstMs()
                : load(chunk).timeAt(chunk.lowerBound(timeMs));
    }

    /** How many events, since the window began, came before {@code timeMs}. */
    private long ordinal(long timeMs) {
        int at = firstChunkEndingAt(timeMs);
        if (at == size()) {
            return endOrdinal();
        }
        Chunk chunk = chunk(at);
        return chunk.firstMs() >= timeMs
                ? chunk.baseOrdinal()
                : chunk.baseOrdinal() + load(chunk).lowerBound(timeMs);
    }

    /** How many events it has. */
    long total() {
        return last == null ? 0 : endOrdinal() - chunk(0).baseOrdinal();
    }

    /**
     * Forgets the events of the first chunk; there must be a further one.
     *
     * @return how many they are
     */
    int dropChunk() {
        int gone = chunk(0).size();
        dropWhole(1);
        return gone;
    }

    /** The time of the last event of the first chunk. */
    long firstChunkEndMs() {
        return chunk(0).lastMs();
    }

    private long endOrdinal() {
        return last == null ? 0 : last.baseOrdinal() + last.size();
    }

    private int firstChunkEndingAt(long timeMs) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (chunk(middle).lastMs() < timeMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Forgets the events before {@code timeMs}, but for a few. */
    void dropBefore(long timeMs) {
        while (last != null && chunk(0).lastMs() < timeMs) {
            dropWhole(firstChunkEndingAt(timeMs));
        }
        if (last != null) {
            chunk(0).dropBefore(timeMs);
        }
    }

    private void dropWhole(int count) {
        for (int i = 0; i < count; i++) {
            drop(chunk(i));
        }
        if (count == size()) {
            earlier = List.of();
            last = null;
        } else {
            earlier.subList(0, count).clear();
        }
    }

    private void drop(Chunk chunk) {
        if (chunk.isStored()) {
            dropped = dropped.isEmpty() ? new ArrayList<>(2) : dropped;
            dropped.add(chunk.number());
        }
    }

    private Chunk load(Chunk chunk) {
        if (!chunk.isLoaded()) {
            byte[] bytes = store.get(chunk.number());
            if (bytes == null) {
                throw new IllegalArgumentException(
                        "Expected chunk " + chunk.number() + " of a state, but it is missing");
            }
            chunk.load(ChunkForm.decode(bytes));
        }
        return chunk;
    }

    /** Its chunks, in order. */
    List<Chunk> chunks() {
        List<Chunk> all = new ArrayList<>(earlier);
        if (last != null) {
            all.add(last);
        }
        return all;
    }

    int nextNumber() {
        return nextNumber;
    }

    /** Writes every changed chunk but the last one, which belongs to the head. */
    void save() {
        dropped.forEach(store::delete);
        dropped = List.of();
        for (Chunk chunk : earlier) {
            if (chunk.isChanged() || !chunk.isStored()) {
                store.put(chunk.number(), ChunkForm.encode(chunk));
                chunk.saved();
            }
        }
    }

    /** Deletes every chunk. */
    public void free() {
        dropped.forEach(store::delete);
        for (Chunk chunk : chunks()) {
            if (chunk.isStored()) {
                store.delete(chunk.number());
            }
        }
    }

    /** Forgets what can be read again, but for the end, where the next events will be. */
    void unload() {
        for (int i = 0; i < earlier.size() - 1; i++) {
            Chunk chunk = earlier.get(i);
            if (chunk.isLoaded() && chunk.isStored() && !chunk.isChanged()) {
                chunk.unload();
            }
        }
    }

    /** A rough size in the heap, in bytes. */
    public int weightBytes() {
        int weight = last == null ? 64 : 64 + last.weightBytes();
        for (Chunk chunk : earlier) {
            weight += chunk.weightBytes();
        }
        return weight;
    }
}
