package dev.tocsin.desk.alert;

import com.mongodb.MongoException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the index from the store, and looks now and then for what it was not told: an alert that
 * another replica had read from the topic before this one started, and stored after it.
 */
public final class AlertIndexRefresh implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertIndexRefresh.class);
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final AlertStore alerts;
    private final InstantSource clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private long sinceMs;

    public AlertIndexRefresh(AlertStore alerts, InstantSource clock) {
        this.alerts = alerts;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("alert-index").unstarted(this::run);
    }

    /**
     * Fills the index; returns when it is filled. The topics must be followed already.
     *
     * @throws MongoException when the store does not answer
     */
    public void start() {
        sinceMs = clock.millis();
        alerts.index(Long.MIN_VALUE);
        thread.start();
    }

    @Override
    public void close() {
        stopping.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long wait = FIRST.toMillis();
            while (!stopping.await(wait, TimeUnit.MILLISECONDS)) {
                refresh();
                wait = EVERY.toMillis();
            }
        } catch (InterruptedException _) {
            LOG.debug("Stopped looking for alerts");
        }
    }

    private void refresh() {
        long now = clock.millis();
        try {
            alerts.index(sinceMs - OVERLAP.toMillis());
            sinceMs = now;
        } catch (MongoException e) {
            LOG.warn("The index of alerts waits for the document store: {}", e.getMessage());
        }
    }
}
