package dev.tocsin.desk.alert;

import com.mongodb.client.model.Updates;
import dev.tocsin.desk.store.Docs;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * When an alert came and how far people got with it: the first time of each step. An alert that is
 * opened again takes the steps again that it has left.
 *
 * @param receivedMs when the desk got it
 * @param acknowledgedMs when somebody took it up
 * @param qualifiedMs when it got a verdict
 * @param resolvedMs when it was resolved or closed
 */
public record Steps(
        @Nullable Long receivedMs,
        @Nullable Long acknowledgedMs,
        @Nullable Long qualifiedMs,
        @Nullable Long resolvedMs) {
    /** None was taken. */
    static final Steps NONE = new Steps(null, null, null, null);

    private static final String FIELD = "steps";
    private static final String RECEIVED = FIELD + ".received";
    private static final String ACKNOWLEDGED = FIELD + ".acknowledged";
    private static final String QUALIFIED = FIELD + ".qualified";
    private static final String RESOLVED = FIELD + ".resolved";

    /** Notes when a new alert came. */
    static Bson received(long atMs) {
        return Updates.setOnInsert(RECEIVED, atMs);
    }

    /** Notes the steps that a triage takes, or leaves. */
    static Bson taken(Triage to, long atMs) {
        List<Bson> updates = new ArrayList<>();
        boolean taken = to.status() != Status.NEW || to.assignee() != null;
        boolean resolved = to.status() == Status.RESOLVED || to.status() == Status.CLOSED;
        updates.add(step(ACKNOWLEDGED, taken, atMs));
        updates.add(step(QUALIFIED, to.verdict() != null, atMs));
        updates.add(step(RESOLVED, resolved, atMs));
        return Updates.combine(updates);
    }

    private static Bson step(String field, boolean taken, long atMs) {
        return taken ? Updates.min(field, atMs) : Updates.unset(field);
    }

    static Steps from(Document alert) {
        Document kept = alert.get(FIELD, Document.class);
        return kept == null
                ? NONE
                : new Steps(
                        Docs.optionalNumber(kept, "received"),
                        Docs.optionalNumber(kept, "acknowledged"),
                        Docs.optionalNumber(kept, "qualified"),
                        Docs.optionalNumber(kept, "resolved"));
    }
}
