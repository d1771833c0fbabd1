package dev.tocsin.desk.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a store to the version of this code, a step after another, by one replica at a time. Each
 * step that is done is noted, so that a crash goes on where it was.
 */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /** After this long without a sign, another replica takes over. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final String NAME = "schema";
    private static final String VERSION = "version";
    private static final String HOLDER = "holder";
    private static final String UNTIL = "until";

    private final DeskStore store;
    private final List<Migration> steps;
    private final String me = UUID.randomUUID().toString();

    /**
     * @param steps in order; the last one leads to the version of this code
     */
    Migrations(DeskStore store, List<Migration> steps) {
        this.store = store;
        this.steps = List.copyOf(steps);
    }

    /**
     * Returns when the store has the version of this code.
     *
     * @throws IllegalStateException when the store is of a newer Tocsin
     */
    void run() {
        while (version() < newest()) {
            if (lease()) {
                migrate();
            } else {
                pause();
            }
        }
        if (version() > newest()) {
            throw new IllegalStateException(
                    "Expected the document store's schema version to be at most %d, but found %d. Run the newer Tocsin that wrote it"
                            .formatted(newest(), version()));
        }
    }

    private void migrate() {
        for (Migration step : steps) {
            if (step.to() > version()) {
                LOG.info("Bringing the document store to schema version {}", step.to());
                step.step().accept(store);
                store.counters()
                        .updateOne(Filters.eq("_id", NAME), Updates.set(VERSION, step.to()));
                extend();
            }
        }
        store.counters().updateOne(mine(), Updates.set(UNTIL, 0L));
    }

    /** The version of the store; a new store, which has nothing to migrate, gets the newest. */
    private int version() {
        Document schema = store.counters().find(Filters.eq("_id", NAME)).first();
        if (schema != null) {
            return schema.getInteger(VERSION, 0);
        }
        Insertion.once(store.counters(), new Document("_id", NAME).append(VERSION, newest()));
        return version();
    }

    private int newest() {
        return steps.getLast().to();
    }

    private boolean lease() {
        Document schema = store.counters().find(Filters.eq("_id", NAME)).first();
        if (schema == null || until(schema) > System.currentTimeMillis()) {
            return false;
        }
        Bson asRead = Filters.and(Filters.eq("_id", NAME), Filters.eq(UNTIL, schema.get(UNTIL)));
        return store.counters().updateOne(asRead, leased()).getModifiedCount() == 1;
    }

    private static long until(Document schema) {
        Long until = Docs.optionalNumber(schema, UNTIL);
        return until == null ? 0 : until;
    }

    private void extend() {
        store.counters().updateOne(mine(), leased());
    }

    private Bson mine() {
        return Filters.and(Filters.eq("_id", NAME), Filters.eq(HOLDER, me));
    }

    private Bson leased() {
        return Updates.combine(
                Updates.set(HOLDER, me),
                Updates.set(UNTIL, System.currentTimeMillis() + LEASE.toMillis()));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Expected another replica to bring the document store to this version, but this one is stopped",
                    e);
        }
    }
}
