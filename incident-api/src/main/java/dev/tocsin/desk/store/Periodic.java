package dev.tocsin.desk.store;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something now and then, until it is closed; what the store refuses is done the next time.
 */
public final class Periodic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

    private final Duration first;
    private final Duration every;
    private final Runnable task;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param name of the thread
     * @param first how long to wait for the first time
     * @param every how long to wait after each time
     */
    public Periodic(String name, Duration first, Duration every, Runnable task) {
        this.first = first;
        this.every = every;
        this.task = task;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Begins to wait for the first time. */
    public void start() {
        thread.start();
    }

    /** Ends when nothing is being done any more. */
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
            Duration wait = first;
            while (!stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                attempt();
                wait = every;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            task.run();
        } catch (MongoException e) {
            LOG.warn("{} is tried again in {}: {}", thread.getName(), every, e.getMessage());
        }
    }
}
