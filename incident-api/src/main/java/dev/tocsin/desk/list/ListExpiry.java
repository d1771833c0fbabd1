package dev.tocsin.desk.list;

import com.mongodb.MongoException;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private final Duration every;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param author of the changes
     * @param every how often it looks
     */
    public ListExpiry(ListStore store, ListEditor editor, Author author, Duration every) {
        this.store = store;
        this.editor = editor;
        this.author = author;
        this.every = every;
        this.thread = Thread.ofPlatform().name("list-expiry").daemon().unstarted(this::run);
    }

    /** Starts looking. */
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                sweep();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        try {
            for (String name : store.withExpired(author.clock().millis())) {
                editor.expire(name, author);
            }
        } catch (MongoException | ProblemException e) {
            LOG.warn("Expired entries of lists are looked for again: {}", e.getMessage());
        }
    }
}
