package dev.tocsin.desk.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.Author;
import java.time.InstantSource;
import java.util.List;

/** Lists for other parts of the desk, that have lists of their own made when they need them. */
public final class Lists {
    private final ListStore store;
    private final ListEditor editor;
    private final ListOwners owners;
    private final InstantSource clock;

    public Lists(ListStore store, ListEditor editor, ListOwners owners, InstantSource clock) {
        this.store = store;
        this.editor = editor;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * Puts an entry into a list, which is made when there is none.
     *
     * @throws dev.tocsin.desk.http.ProblemException 422 when the entry is wrong or must never be
     *     blocked, 409 when the name is another's
     */
    public void put(String name, ListKind kind, ObjectNode entry, Author author) {
        ListEntry read = reader(kind, author).read(entry);
        if (store.find(name) == null) {
            owners.requireFree(name);
            store.create(name, kind, null, author);
        }
        editor.put(name, List.of(read), false, read.reason(), author);
    }

    /** The entries of a list that are in force; none when there is no such list. */
    public List<ListEntry> entries(String name) {
        StoredList list = store.find(name);
        return list == null ? List.of() : list.inForce(clock.millis());
    }

    private EntryReader reader(ListKind kind, Author author) {
        return EntryReader.of(kind, author, store);
    }
}
