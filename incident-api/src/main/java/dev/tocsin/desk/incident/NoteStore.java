package dev.tocsin.desk.incident;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.PageRequest;
import dev.tocsin.desk.store.DeskStore;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Notes: each its own document, so that two writers never collide and none can be lost. */
public final class NoteStore {
    private final MongoCollection<Document> notes;
    private final OutboxSignals outbox;

    public NoteStore(DeskStore store, OutboxSignals outbox) {
        this.notes = store.notes();
        this.outbox = outbox;
    }

    void insert(Note note, Change change) {
        notes.insertOne(note.toDocument().append(Outbox.FIELD, Outbox.of(change)));
        outbox.wake(notes, note.id());
    }

    /** Notes of an incident, oldest first, one more than the page has if there is one. */
    List<Note> list(String incident, PageRequest page) {
        Bson filter = Filters.eq("subject", incident);
        Cursor after = page.after();
        if (after != null) {
            filter = Filters.and(filter, Filters.gt("_id", after.id()));
        }
        List<Note> found = new ArrayList<>();
        for (Document document :
                notes.find(filter).sort(Sorts.ascending("_id")).limit(page.fetch())) {
            found.add(Note.from(document));
        }
        return found;
    }
}
