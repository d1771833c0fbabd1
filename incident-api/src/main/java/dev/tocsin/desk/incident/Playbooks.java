package dev.tocsin.desk.incident;

import dev.tocsin.desk.change.Author;
import org.jspecify.annotations.Nullable;

/** Templates, as incidents know them. */
public interface Playbooks {
    /** That of a template; null when there is none. */
    @Nullable Playbook find(String template);

    /**
     * Gives an incident the tasks, questions and techniques of a template. Does nothing for those
     * that it has, or had and were deleted.
     *
     * @param atMs when the template was applied: the same for the same application
     */
    void unfold(Incident incident, String template, long atMs, Author author);
}
