package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;

/**
 * The binary form of a {@link Window} in the head of a state: for every chunk but the last its
 * number, size and times; the last one whole.
 */
final class WindowForm {
    private WindowForm() {}

    static void write(BinaryWriter to, Window window) {
        window.save();
        List<Chunk> chunks = window.chunks();
        to.number(window.nextNumber());
        to.number(chunks.size());
        long previousMs = 0;
        for (int i = 0; i < chunks.size() - 1; i++) {
            Chunk chunk = chunks.get(i);
            to.number(chunk.number());
            to.number(chunk.size());
            to.signed(chunk.firstMs() - previousMs);
            to.number(chunk.lastMs() - chunk.firstMs());
            previousMs = chunk.lastMs();
        }
        if (!chunks.isEmpty()) {
            to.number(chunks.getLast().number());
            ChunkForm.write(to, chunks.getLast());
        }
        window.unload();
    }

    static Window read(BinaryReader from, ChunkStore store) {
        int nextNumber = Math.toIntExact(from.number());
        int size = from.size();
        List<Chunk> chunks = new ArrayList<>(size);
        long ordinal = 0;
        long previousMs = 0;
        for (int i = 0; i < size - 1; i++) {
            int number = Math.toIntExact(from.number());
            int events = Math.toIntExact(from.number());
            long firstMs = previousMs + from.signed();
            previousMs = firstMs + from.number();
            chunks.add(new Chunk(number, ordinal, events, firstMs, previousMs));
            ordinal += events;
        }
        if (size > 0) {
            chunks.add(ChunkForm.read(from, Math.toIntExact(from.number()), ordinal));
        }
        return new Window(store, chunks, nextNumber);
    }
}
