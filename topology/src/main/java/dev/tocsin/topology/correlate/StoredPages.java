package dev.tocsin.topology.correlate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The pages beside a head: under its key and 4 bytes of number, like chunks, but with numbers that
 * no chunk has.
 *
 * @param generation of the head
 * @param usedPages how many numbers were in use when the head was written
 * @param pages those that belong to this head
 * @param bytes of these
 */
record StoredPages(int generation, int usedPages, List<JournalPage> pages, int bytes) {

    /** Reads the pages of a head. */
    static StoredPages read(KeyValueStore<Bytes, byte[]> store, byte[] groupKey, byte[] head) {
        int generation = StoredGroup.generationOf(head);
        List<JournalPage> pages = new ArrayList<>(0);
        int bytes = 0;
        while (pages.size() < Journal.PAGES) {
            byte[] stored = store.get(key(groupKey, pages.size()));
            if (stored == null) {
                break;
            }
            JournalPage page = JournalPage.decode(stored);
            if (page.generation() != generation) {
                break;
            }
            pages.add(page);
            bytes += stored.length;
        }
        return new StoredPages(generation, StoredGroup.usedPagesOf(head), pages, bytes);
    }

    static Bytes key(byte[] groupKey, int page) {
        return Bytes.wrap(
                ByteBuffer.allocate(groupKey.length + Integer.BYTES)
                        .put(groupKey)
                        .putInt(-1 - page)
                        .array());
    }
}
