package dev.tocsin.rules.correlate;

/**
 * The binary form of a {@link Chunk}: how many events; of each its distance from the one before and
 * how many bytes it takes; and the bytes as they are. As a record of its own it begins with a
 * version byte.
 */
final class ChunkForm {
    private static final int VERSION = 2;

    private ChunkForm() {}

    static byte[] encode(Chunk chunk) {
        BinaryWriter to = new BinaryWriter();
        to.octet(VERSION);
        write(to, chunk);
        return to.toBytes();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are something else
     */
    static Chunk decode(byte[] bytes) {
        BinaryReader from = new BinaryReader(bytes, "a chunk of a state");
        from.version(VERSION);
        Chunk chunk = read(from, 0, 0);
        from.end();
        return chunk;
    }

    static void write(BinaryWriter to, Chunk chunk) {
        to.number(chunk.size());
        to.signed(chunk.firstMs());
        long previousMs = chunk.firstMs();
        for (int i = 0; i < chunk.size(); i++) {
            long timeMs = chunk.timeAt(i);
            to.number(timeMs - previousMs);
            to.number(chunk.lengthAt(i));
            previousMs = timeMs;
        }
        chunk.writeBytes(to);
    }

    static Chunk read(BinaryReader from, int number, long baseOrdinal) {
        int size = from.size();
        long timeMs = from.signed();
        long[] heads = new long[Math.max(size, 2)];
        for (int i = 0; i < size; i++) {
            timeMs += from.number();
            heads[i] = Chunk.head(timeMs, (int) from.number());
        }
        return new Chunk(number, baseOrdinal, heads, size, from.bytes(from.size()));
    }
}
