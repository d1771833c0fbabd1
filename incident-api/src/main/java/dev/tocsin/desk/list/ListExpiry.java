package dev.tocsin.desk.list;

import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.store.Periodic;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out what has expired, as a change like any other. Every replica looks; the one whose write
 * is first makes the change, the others find nothing left to do.
 */
public final class ListExpiry implements AutoCloseable {
    /** The name that stands in the history. */
    public static final String AUTHOR = "expiry";

    private static final Logger LOG = LoggerFactory.getLogger(ListExpiry.class);

    private final ListStore store;
    private final ListEditor editor;
    private final Author author;
    private final Periodic periodic;

    /**
     * @param author of the changes
     * @param every how often it looks
     */
    public ListExpiry(ListStore store, ListEditor editor, Author author, Duration every) {
        this.store = store;
        this.editor = editor;
        this.author = author;
        this.periodic = new Periodic("list-expiry", every, every, this::sweep);
    }

    /** Starts looking. */
    public void start() {
        periodic.start();
    }

    @Override
    public void close() {
        periodic.close();
    }

    private void sweep() {
        for (String name : store.withExpired(author.clock().millis())) {
            try {
                editor.expire(name, author);
            } catch (ProblemException e) {
                LOG.warn("Expired entries of {} are looked for again: {}", name, e.getMessage());
            }
        }
    }
}
