package dev.tocsin.desk.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.Objects;
import org.bson.Document;

/** Atomic counters: no two callers get the same number, whichever replica they ask. */
public final class Counters {
    /** The collection of the counters. */
    public static final String NAME = "counters";

    /** The mark of a place in the audit, which stands among them and counts nothing. */
    public static final String AUDIT_MARK = "audit";

    private static final String VALUE = "value";

    private final DeskStore store;

    public Counters(DeskStore store) {
        this.store = store;
    }

    /**
     * Whether a document of the collection is a counter, from which another desk can go on. The
     * others are of this desk alone: keys, marks, the version of the schema.
     */
    public static boolean isCounter(Document document) {
        return document.get(VALUE) instanceof Number && !AUDIT_MARK.equals(document.get("_id"));
    }

    /** The next number of a counter, from 1. */
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
        try {
            return increase(counter, count) - count + 1;
        } catch (MongoCommandException e) {
            if (ErrorCategory.fromErrorCode(e.getErrorCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // Another caller has made the counter at the same moment: now it is there.
            return increase(counter, count) - count + 1;
        }
    }

    private long increase(String counter, int by) {
        Document after =
                store.counters()
                        .findOneAndUpdate(
                                Filters.eq("_id", counter),
                                Updates.inc(VALUE, (long) by),
                                new FindOneAndUpdateOptions()
                                        .upsert(true)
                                        .returnDocument(ReturnDocument.AFTER));
        return Docs.number(Objects.requireNonNull(after), VALUE);
    }
}
