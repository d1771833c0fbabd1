package dev.tocsin.rules.correlate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one group's state: what is too large to be written anew with every change lies in
 * numbered chunks, all else in the head (see {@link StateCodec}).
 */
public interface ChunkStore {

    /** The bytes of a chunk; null when there is none of that number. */
    byte @Nullable [] get(int number);

    /** Writes a chunk. */
    void put(int number, byte[] bytes);

    /** Deletes a chunk. */
    void delete(int number);

    /** Chunks in memory. */
    static ChunkStore inMemory() {
        return new InMemory(new HashMap<>());
    }

    /** See {@link #inMemory}. */
    record InMemory(Map<Integer, byte[]> chunks) implements ChunkStore {
        @Override
        public byte @Nullable [] get(int number) {
            return chunks.get(number);
        }

        @Override
        public void put(int number, byte[] bytes) {
            chunks.put(number, bytes);
        }

        @Override
        public void delete(int number) {
            chunks.remove(number);
        }
    }
}
