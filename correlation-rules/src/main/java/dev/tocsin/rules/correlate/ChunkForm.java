package dev.tocsin.rules.correlate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of a {@link Chunk}: an event that is nothing but its time is its distance from
 * the one before and one byte. As a record of its own it begins with a version byte.
 */
final class ChunkForm {
    private static final int VERSION = 1;
    private static final int HAS_DETAIL = 1;
    private static final int HAS_VALUES = 2;
    private static final int OTHER_POSITIONS = 4;
    private static final int PLAIN = 0;

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
        Chunk chunk = new Chunk(0, 0);
        read(from, chunk);
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
            writeEntry(to, chunk.pack(i));
            previousMs = timeMs;
        }
    }

    static void read(BinaryReader from, Chunk into) {
        int size = from.size();
        long timeMs = from.signed();
        for (int i = 0; i < size; i++) {
            timeMs += from.number();
            into.insert(i, readEntry(from, timeMs));
        }
    }

    private static void writeEntry(BinaryWriter to, @Nullable Entry entry) {
        if (entry == null) {
            to.octet(PLAIN);
            return;
        }
        PackedDetail packed = entry.packed();
        boolean values = !entry.values().isEmpty();
        boolean positions = entry.positions() != 1;
        to.octet(
                (packed != null ? HAS_DETAIL : 0)
                        | (values ? HAS_VALUES : 0)
                        | (positions ? OTHER_POSITIONS : 0));
        if (positions) {
            to.number(entry.positions());
        }
        if (values) {
            Parts.writeTexts(to, entry.values());
        }
        if (packed != null) {
            to.number(packed.bytes().length);
            to.bytes(packed.bytes());
        }
    }

    private static Entry readEntry(BinaryReader from, long timeMs) {
        int flags = from.octet();
        long positions = (flags & OTHER_POSITIONS) == 0 ? 1 : from.number();
        List<String> values = (flags & HAS_VALUES) == 0 ? List.of() : Parts.readTexts(from);
        PackedDetail packed =
                (flags & HAS_DETAIL) == 0 ? null : new PackedDetail(from.bytes(from.size()));
        return new Entry(timeMs, positions, values, packed, null);
    }
}
