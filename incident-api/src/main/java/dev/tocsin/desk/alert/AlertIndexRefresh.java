package dev.tocsin.desk.alert;

import dev.tocsin.desk.store.Periodic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Fills the index from the store, and looks now and then for what it was not told: an alert that
 * another replica had read from the topic before this one started, and stored after it.
 */
public final class AlertIndexRefresh implements AutoCloseable {
    /** How soon alerts of a file are listed that another replica took in. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final AlertStore alerts;
    private final InstantSource clock;
    private final Periodic periodic =
            new Periodic("alert-index", LOOK_EVERY, LOOK_EVERY, this::look);
    private final LongSupplier imports;
    private long sinceMs;
    private long dueMs;
    private long imported;

    /**
     * @param imports how often a file was taken into the store, by any replica: alerts of a file
     *     have the times that they had
     */
    public AlertIndexRefresh(AlertStore alerts, LongSupplier imports, InstantSource clock) {
        this.alerts = alerts;
        this.imports = imports;
        this.clock = clock;
    }

    /**
     * Fills the index; returns when it is filled. The topics must be followed already.
     *
     * @throws com.mongodb.MongoException when the store does not answer
     */
    public void start() {
        sinceMs = clock.millis();
        dueMs = sinceMs + FIRST.toMillis();
        imported = imports.getAsLong();
        alerts.index(Long.MIN_VALUE);
        periodic.start();
    }

    /** Looks at once, after an import by this replica. */
    public void afterImport() {
        alerts.index(Long.MIN_VALUE);
    }

    @Override
    public void close() {
        periodic.close();
    }

    private void look() {
        long now = clock.millis();
        long seen = imports.getAsLong();
        if (seen == imported && now < dueMs) {
            return;
        }
        alerts.index(seen == imported ? sinceMs - OVERLAP.toMillis() : Long.MIN_VALUE);
        imported = seen;
        sinceMs = now;
        dueMs = now + EVERY.toMillis();
    }
}
