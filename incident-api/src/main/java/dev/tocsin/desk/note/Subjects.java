package dev.tocsin.desk.note;

/** What notes are about. */
public interface Subjects {
    /**
     * The version of a subject.
     *
     * @throws dev.tocsin.desk.http.ProblemException 404 without such a subject
     */
    long version(String id);

    /** Takes note that something below the subject changed. */
    void touch(String id, long atMs);
}
