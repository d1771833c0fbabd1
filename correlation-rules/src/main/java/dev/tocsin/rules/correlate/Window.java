package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of a group that a frame can still have, in time order; of equal times, in the order of
 * arrival. They lie in chunks of which only those that are needed are loaded, so that a window of
 * any length costs a step a few comparisons, and a save what has changed.
 */
final class Window {
    /** Fewer events are not dropped from the front: looking for them costs more than they do. */
    private static final int LEAST_DROPPED = 8;

    private final List<Chunk> chunks = new ArrayList<>(1);
    private final List<Integer> dropped = new ArrayList<>(0);
    private final ChunkStore store;
    private int nextNumber;
    private Chunk added;
    private int addedAt;

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
        this.added = new Chunk(0, 0);
    }

    /** A window that was saved. */
    Window(ChunkStore store, List<Chunk> saved, int nextNumber) {
        this(store);
        this.nextNumber = nextNumber;
        chunks.addAll(saved);
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    long firstMs() {
        return chunks.getFirst().firstMs();
    }

    long lastMs() {
        return chunks.getLast().lastMs();
    }

    /** Puts an event behind all that are not later. */
    void add(Entry entry) {
        if (chunks.isEmpty() || entry.timeMs() >= lastMs()) {
            append(entry);
            return;
        }
        int place = chunkOf(entry.timeMs());
        Chunk chunk = load(chunks.get(place));
        if (chunk.size() >= 2 * Chunk.CAPACITY) {
            Chunk later = chunk.split(nextNumber++);
            chunks.add(place + 1, later);
            if (entry.timeMs() >= later.firstMs()) {
                chunk = later;
                place++;
            }
        }
        for (int i = place + 1; i < chunks.size(); i++) {
            chunks.get(i).shift(1);
        }
        put(chunk, chunk.lowerBound(entry.timeMs() + 1), entry);
    }

    private void append(Entry entry) {
        if (chunks.isEmpty() || chunks.getLast().size() >= Chunk.CAPACITY) {
            chunks.add(new Chunk(nextNumber++, endOrdinal()));
        }
        Chunk chunk = load(chunks.getLast());
        put(chunk, chunk.size(), entry);
    }

    private void put(Chunk chunk, int index, Entry entry) {
        chunk.insert(index, entry);
        added = chunk;
        addedAt = index;
    }

    /** The last chunk that begins at or before that time; else the first. */
    private int chunkOf(long timeMs) {
        int at = chunks.size() - 1;
        while (at > 0 && chunks.get(at).firstMs() > timeMs) {
            at--;
        }
        return at;
    }

    /** The detail of the event that was added last, which it then lacks. */
    @Nullable Detail takeAdded() {
        return take(added, addedAt);
    }

    /** The details of the events from one time to another, both inclusive, which they then lack. */
    void takeDetails(long fromMs, long toMs, List<Detail> into) {
        for (Chunk chunk : chunks) {
            if (chunk.lastMs() < fromMs) {
                continue;
            }
            if (chunk.firstMs() > toMs) {
                return;
            }
            load(chunk);
            for (int i = chunk.lowerBound(fromMs);
                    i < chunk.size() && chunk.timeAt(i) <= toMs;
                    i++) {
                Detail detail = take(chunk, i);
                if (detail != null) {
                    into.add(detail);
                }
            }
        }
    }

    private static @Nullable Detail take(Chunk chunk, int index) {
        Entry entry = chunk.entryAt(index);
        Detail detail = entry == null ? null : entry.detail();
        if (entry != null && detail != null) {
            chunk.set(index, entry.takenIn());
        }
        return detail;
    }

    /** Visits the events from one time to another, both inclusive, in order. */
    void forEach(long fromMs, long toMs, Visitor visitor) {
        for (int c = firstChunkEndingAt(fromMs); c < chunks.size(); c++) {
            Chunk chunk = chunks.get(c);
            if (chunk.firstMs() > toMs) {
                return;
            }
            load(chunk);
            for (int i = chunk.lowerBound(fromMs);
                    i < chunk.size() && chunk.timeAt(i) <= toMs;
                    i++) {
                visitor.visit(chunk.timeAt(i), chunk.entryAt(i));
            }
        }
    }

    /** Takes back the event that was added last, at the end. */
    void removeLast(Entry entry) {
        Chunk chunk = chunks.getLast();
        if (chunk.timeAt(chunk.size() - 1) != entry.timeMs()) {
            throw new IllegalStateException("Expected the last event, but it is another one");
        }
        remove(chunks.size() - 1, chunk.size() - 1);
    }

    /**
     * Removes the event that stands for an inner episode, unless it is too old.
     *
     * @return whether there was one
     */
    boolean remove(String innerEpisode, long sinceMs) {
        for (int c = firstChunkEndingAt(sinceMs); c < chunks.size(); c++) {
            Chunk chunk = load(chunks.get(c));
            for (int i = chunk.lowerBound(sinceMs); i < chunk.size(); i++) {
                Entry entry = chunk.entryAt(i);
                if (entry != null && entry.standsFor(innerEpisode)) {
                    remove(c, i);
                    return true;
                }
            }
        }
        return false;
    }

    private void remove(int place, int index) {
        Chunk chunk = chunks.get(place);
        chunk.remove(index);
        for (int i = place + 1; i < chunks.size(); i++) {
            chunks.get(i).shift(-1);
        }
        if (chunk.size() == 0) {
            drop(chunks.remove(place));
        }
    }

    /** How many events lie between two times, both inclusive. */
    long count(long fromMs, long toMs) {
        return ordinal(toMs + 1) - ordinal(fromMs);
    }

    /** The time of the first event that is not before {@code timeMs}; there must be one. */
    long firstSince(long timeMs) {
        Chunk chunk = chunks.get(firstChunkEndingAt(timeMs));
        return chunk.firstMs() >= timeMs
                ? chunk.firstMs()
                : load(chunk).timeAt(chunk.lowerBound(timeMs));
    }

    /** How many events, since the window began, came before {@code timeMs}. */
    private long ordinal(long timeMs) {
        int at = firstChunkEndingAt(timeMs);
        if (at == chunks.size()) {
            return endOrdinal();
        }
        Chunk chunk = chunks.get(at);
        return chunk.firstMs() >= timeMs
                ? chunk.baseOrdinal()
                : chunk.baseOrdinal() + load(chunk).lowerBound(timeMs);
    }

    private long endOrdinal() {
        return chunks.isEmpty() ? 0 : chunks.getLast().baseOrdinal() + chunks.getLast().size();
    }

    private int firstChunkEndingAt(long timeMs) {
        int low = 0;
        int high = chunks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (chunks.get(middle).lastMs() < timeMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Forgets the events before {@code timeMs}, but for a few. */
    void dropBefore(long timeMs) {
        int whole = firstChunkEndingAt(timeMs);
        for (int i = 0; i < whole; i++) {
            drop(chunks.get(i));
        }
        chunks.subList(0, whole).clear();
        if (!chunks.isEmpty()) {
            Chunk first = chunks.getFirst();
            boolean worthwhile =
                    first.isLoaded()
                            && first.size() > LEAST_DROPPED
                            && first.timeAt(LEAST_DROPPED) < timeMs;
            if (worthwhile) {
                first.dropFirst(first.lowerBound(timeMs));
            }
        }
    }

    private void drop(Chunk chunk) {
        if (chunk.isStored()) {
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

    List<Chunk> chunks() {
        return chunks;
    }

    int nextNumber() {
        return nextNumber;
    }

    /** Writes every changed chunk but the last one, which belongs to the head. */
    void save() {
        dropped.forEach(store::delete);
        dropped.clear();
        for (int i = 0; i < chunks.size() - 1; i++) {
            Chunk chunk = chunks.get(i);
            if (chunk.isChanged() || !chunk.isStored()) {
                store.put(chunk.number(), ChunkForm.encode(chunk));
                chunk.saved();
            }
        }
    }

    /** Deletes every chunk. */
    void free() {
        dropped.forEach(store::delete);
        for (Chunk chunk : chunks) {
            if (chunk.isStored()) {
                store.delete(chunk.number());
            }
        }
    }

    /** Forgets what can be read again, but for the end, where the next events will be. */
    void unload() {
        for (int i = 0; i < chunks.size() - 2; i++) {
            Chunk chunk = chunks.get(i);
            if (chunk.isLoaded() && chunk.isStored() && !chunk.isChanged()) {
                chunk.unload();
            }
        }
    }

    int weightBytes() {
        int weight = 128;
        for (Chunk chunk : chunks) {
            weight += chunk.weightBytes();
        }
        return weight;
    }
}
