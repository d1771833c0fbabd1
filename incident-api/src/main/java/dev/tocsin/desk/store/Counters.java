package dev.tocsin.desk.store;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.Objects;
import org.bson.Document;

/** Atomic counters: no two callers get the same number, whichever replica they ask. */
public final class Counters {
    private static final int DUPLICATE_KEY = 11000;

    private final DeskStore store;

    public Counters(DeskStore store) {
        this.store = store;
    }

    /** The next number of a counter, from 1. */
    public long next(String counter) {
        try {
            return increment(counter);
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != DUPLICATE_KEY) {
                throw e;
            }
            // Two callers created the counter at once; it is there now.
            return increment(counter);
        }
    }

    private long increment(String counter) {
        Document after =
                store.counters()
                        .findOneAndUpdate(
                                Filters.eq("_id", counter),
                                Updates.inc("value", 1L),
                                new FindOneAndUpdateOptions()
                                        .upsert(true)
                                        .returnDocument(ReturnDocument.AFTER));
        return Objects.requireNonNull(after).get("value", Number.class).longValue();
    }
}
