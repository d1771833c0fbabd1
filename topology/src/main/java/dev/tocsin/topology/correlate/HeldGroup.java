package dev.tocsin.topology.correlate;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A group in memory, and what is known of how it lies in the store. Not thread-safe. */
final class HeldGroup {
    /** What a contribution is taken to add to a group, until the group is written and weighed. */
    private static final int STEP_BYTES = 256;

    /** What a group weighs beside its state. */
    private static final int HELD_BYTES = 450;

    private final Bytes key;
    private final Journal journal;
    private StoredGroup group;
    private boolean stored;
    private boolean changed;
    private int bytes;

    private HeldGroup(Bytes key, StoredGroup group, Journal journal, boolean stored) {
        this.key = key;
        this.group = group;
        this.journal = journal;
        this.stored = stored;
        this.bytes = weight();
    }

    /** One that is read. */
    static HeldGroup read(Bytes key, StoredGroup group, StoredPages pages, int headBytes) {
        return new HeldGroup(key, group, Journal.ofRead(group, pages, headBytes), true);
    }

    /** One that is new, or takes the place of a stored one whose pages are unknown. */
    static HeldGroup made(Bytes key, StoredGroup group) {
        return new HeldGroup(key, group, Journal.ofNew(group), false);
    }

    Bytes key() {
        return key;
    }

    StoredGroup group() {
        return group;
    }

    boolean isChanged() {
        return changed;
    }

    /** A rough size in the heap, in bytes. */
    int bytes() {
        return bytes;
    }

    /** What came of a contribution; null: of nothing that changed the state. */
    void take(StoredGroup now, @Nullable Journaled journaled) {
        group = now;
        journal.took(now, journaled);
        bytes += STEP_BYTES;
    }

    /** What came of anything else. */
    void set(StoredGroup now) {
        group = now;
        journal.changed(now);
        bytes += STEP_BYTES;
    }

    /** Says that it is to be written; gives whether that is new. */
    boolean change() {
        boolean isNew = !changed;
        changed = true;
        return isNew;
    }

    /** What is to be written of it, which from now on counts as written. */
    KeyValue<Bytes, byte[]> save() {
        KeyValue<Bytes, byte[]> saved = headOrPage();
        stored = true;
        changed = false;
        bytes = weight();
        return saved;
    }

    private KeyValue<Bytes, byte[]> headOrPage() {
        if (journal.headIsDue()) {
            return KeyValue.pair(key, journal.head(group));
        }
        byte[] page = journal.page(group);
        return KeyValue.pair(StoredPages.key(key.get(), journal.lastPage()), page);
    }

    /** Deletes all of it. */
    void delete(KeyValueStore<Bytes, byte[]> store) {
        changed = false;
        group.state().free();
        if (stored) {
            store.put(key, null);
            for (int page = 0; page < journal.usedPages(); page++) {
                store.put(StoredPages.key(key.get(), page), null);
            }
        }
    }

    private int weight() {
        return HELD_BYTES + group.state().weightBytes();
    }
}
