package dev.tocsin.desk.alert;

import dev.tocsin.desk.store.Periodic;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Fills the index from the store, and looks now and then for what it was not told: an alert that
 * another replica had read from the topic before this one started, and stored after it.
 */
public final class AlertIndexRefresh implements AutoCloseable {
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final AlertStore alerts;
    private final InstantSource clock;
    private final Periodic periodic = new Periodic("alert-index", FIRST, EVERY, this::refresh);
    private long sinceMs;

    public AlertIndexRefresh(AlertStore alerts, InstantSource clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * Fills the index; returns when it is filled. The topics must be followed already.
     *
     * @throws com.mongodb.MongoException when the store does not answer
     */
    public void start() {
        sinceMs = clock.millis();
        alerts.index(Long.MIN_VALUE);
        periodic.start();
    }

    @Override
    public void close() {
        periodic.close();
    }

    private void refresh() {
        long now = clock.millis();
        alerts.index(sinceMs - OVERLAP.toMillis());
        sinceMs = now;
    }
}
