package dev.tocsin.desk.note;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.change.OutboxWrites;
import dev.tocsin.desk.http.Cursor;
import dev.tocsin.desk.http.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Notes: each its own document, so that two writers never collide and none can be lost. */
public final class NoteStore {
    private static final String REVISIONS = "revisions";

    private final MongoCollection<Document> notes;
    private final OutboxWrites writes;

    /**
     * @param notes the collection of these notes; one that is searched for outboxes
     */
    public NoteStore(MongoCollection<Document> notes, OutboxSignals outbox) {
        this.notes = notes;
        this.writes = new OutboxWrites(notes, outbox, REVISIONS);
    }

    /**
     * Adds a note together with its entry of the history, unless it is there.
     *
     * @return the note that is there
     */
    public Note insert(Note note, Change change) {
        if (writes.insertOnce(note.toDocument(), change)) {
            return note;
        }
        return Objects.requireNonNull(find(note.subject(), note.id()));
    }

    /** A note of a subject, or null. */
    @Nullable Note find(String subject, String id) {
        Document found = notes.find(one(subject, id)).projection(visible()).first();
        return found == null ? null : Note.from(found);
    }

    /** What a note said in its versions, the first one first and the present one last. */
    List<NoteRevision> revisions(String subject, String id) {
        Document found = notes.find(one(subject, id)).first();
        if (found == null) {
            return List.of();
        }
        List<NoteRevision> all = new ArrayList<>();
        found.getList(REVISIONS, Document.class, List.of())
                .forEach(revision -> all.add(NoteRevision.from(revision)));
        all.add(Note.from(found).revision());
        return all;
    }

    /**
     * Changes what a note says and keeps what it said, unless it has changed since it was read.
     *
     * @return the note as it is now; null when it had changed
     */
    @Nullable Note edit(Note read, String text, Change change) {
        Document after =
                writes.updated(
                        read.id(),
                        ofVersion(read.version()),
                        Updates.combine(
                                Updates.set("text", text),
                                Updates.set("version", read.version() + 1),
                                Updates.set("updated_by", change.by()),
                                Updates.set("updated_at", change.atMs()),
                                Updates.push(REVISIONS, read.revision().toDocument())),
                        change);
        return after == null ? null : Note.from(after);
    }

    private static Bson ofVersion(long version) {
        Bson same = Filters.eq("version", version);
        return version == 1 ? Filters.or(same, Filters.exists("version", false)) : same;
    }

    private static Bson one(String subject, String id) {
        return Filters.and(Filters.eq("_id", id), Filters.eq("subject", subject));
    }

    private static Bson visible() {
        return Projections.exclude(REVISIONS, Outbox.FIELD);
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
                notes.find(filter)
                        .projection(visible())
                        .sort(Sorts.ascending("_id"))
                        .limit(page.fetch())) {
            found.add(Note.from(document));
        }
        return found;
    }
}
