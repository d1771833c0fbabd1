package dev.tocsin.desk.note;

import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import java.util.List;

/**
 * Adds notes of one kind of subjects.
 *
 * @param kind what they are about
 * @param name what they are called, for example {@code comments}
 * @param notes where they are kept
 * @param subjects what they are about
 */
public record NoteWriter(Kind kind, String name, NoteStore notes, Subjects subjects) {
    /** The most characters of a note. */
    public static final int MAX_TEXT = 20_000;

    /**
     * Adds a note together with its entry of the history.
     *
     * @param version that the subject has
     */
    public Note add(String subject, long version, String text, Author author) {
        String id = author.newId(subject);
        Note note = Note.first(id, subject, text, author.name(), author.clock().millis());
        FieldChange added = FieldChange.of(name, (String) null, note.id());
        Change change = author.change(kind, subject, "noted", version, List.of(added), null);
        // First: a crash in between must not hide the note from who asks for what changed.
        subjects.touch(subject, note.createdAtMs());
        return notes.insert(note, change);
    }
}
