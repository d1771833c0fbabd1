package dev.tocsin.desk.change;

import dev.tocsin.desk.store.Ids;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the changes of one caller, each with its own id and time.
 *
 * @param name name of the caller's key
 * @param ids where ids come from
 * @param clock where times come from
 */
public record Author(String name, Ids ids, InstantSource clock) {

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
