package dev.tocsin.launcher.events;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What stands at one place of a file of events. */
public sealed interface Found {
    /** Number in the file, from 1; what cannot be read has a number too. */
    long number();

    /** An event, as it was sent. */
    record Event(long number, ObjectNode sent) implements Found {}

    /**
     * Something that is no event.
     *
     * @param where for people, for example {@code line 7}
     * @param reason what was expected and what was found
     */
    record Unreadable(long number, String where, String reason) implements Found {}
}
