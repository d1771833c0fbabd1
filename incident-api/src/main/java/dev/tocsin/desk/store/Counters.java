package dev.tocsin.desk.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.bson.Document;

/** Atomic counters: no two callers get the same number, whichever replica they ask. */
public final class Counters {
    private static final String VALUE = "value";

    private final DeskStore store;

    public Counters(DeskStore store) {
        this.store = store;
    }

    /**
     * The next number of a counter, from 1. It is taken with a compare-and-set: what an increment
     * answers may in the embedded store be the number of a caller who was a moment later.
     */
    public long next(String counter) {
        return next(counter, 1);
    }

    /** The number that was taken last; 0 when none was. */
    public long last(String counter) {
        Document read = store.counters().find(Filters.eq("_id", counter)).first();
        return read == null ? 0 : Docs.number(read, VALUE);
    }

    /** Takes as many numbers as are wanted, one after the other, and gives the first of them. */
    public long next(String counter, int count) {
        while (true) {
            Document read = store.counters().find(Filters.eq("_id", counter)).first();
            long value = read == null ? 0 : Docs.number(read, VALUE);
            if (read == null ? begin(counter, count) : replace(counter, value, count)) {
                return value + 1;
            }
        }
    }

    private boolean begin(String counter, long count) {
        try {
            store.counters().insertOne(new Document("_id", counter).append(VALUE, count));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    private boolean replace(String counter, long value, int count) {
        return store.counters()
                        .updateOne(
                                Filters.and(Filters.eq("_id", counter), Filters.eq(VALUE, value)),
                                Updates.set(VALUE, value + count))
                        .getModifiedCount()
                == 1;
    }
}
