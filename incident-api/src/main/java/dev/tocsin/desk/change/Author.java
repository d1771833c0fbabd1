package dev.tocsin.desk.change;

import dev.tocsin.desk.http.IdempotencyKey;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.store.Ids;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Makes the changes of one caller, each with its own id and time.
 *
 * @param name name of the caller's key
 * @param ids where ids come from
 * @param clock where times come from
 * @param once the request that is done once; null for one without a key
 */
public record Author(String name, Ids ids, InstantSource clock, @Nullable Once once) {

    /** One whose request has no key. */
    public Author(String name, Ids ids, InstantSource clock) {
        this(name, ids, clock, null);
    }

    /**
     * The id of what is made: the same when the request that makes it is done again.
     *
     * @param parts by which several things that one request makes are told apart
     */
    public String newId(String... parts) {
        return once == null ? ids.next() : once.id(parts);
    }

    /** What a document says of the request that makes it; null for a request without a key. */
    public @Nullable String mark() {
        return once == null ? null : once.id(Once.MADE_BY);
    }

    /**
     * What this request made before it broke off; null when it made none.
     *
     * @param there the document of that name; null when there is none
     * @param read how it is read
     * @throws ProblemException 409 when it made it, and somebody deleted it since
     */
    public <T> @Nullable T made(@Nullable Document there, Function<Document, T> read) {
        if (once == null
                || there == null
                || !once.id(Once.MADE_BY).equals(there.getString(Once.MADE_BY))) {
            return null;
        }
        if (there.getBoolean("deleted", false)) {
            throw IdempotencyKey.gone();
        }
        return read.apply(there);
    }

    /** A change by this author, now. */
    public Change change(
            Kind kind,
            String subject,
            String action,
            long version,
            List<FieldChange> fields,
            @Nullable String comment) {
        return new Change(
                ids.next(), kind, subject, action, version, clock.millis(), name, fields, comment);
    }
}
