package dev.tocsin.desk.note;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.PageRequest;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Notes: each its own document, so that two writers never collide and none can be lost. */
public final class NoteStore {
    private final MongoCollection<Document> notes;
    private final OutboxSignals outbox;

    /**
     * @param notes the collection of these notes; one that is searched for outboxes
     */
    public NoteStore(MongoCollection<Document> notes, OutboxSignals outbox) {
        this.notes = notes;
        this.outbox = outbox;
    }

    /** Adds a note together with its entry of the history. */
    public void insert(Note note, Change change) {
        notes.insertOne(note.toDocument().append(Outbox.FIELD, Outbox.of(change)));
        outbox.wake(notes, note.id());
    }

    /** Notes of one subject, oldest first, one more than the page has if there is one. */
    public List<Note> list(String subject, PageRequest page) {
        Bson filter = Filters.eq("subject", subject);
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
