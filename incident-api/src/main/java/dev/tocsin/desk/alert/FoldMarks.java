package dev.tocsin.desk.alert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.tocsin.alert.AlertState;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What deciding and counting have in common: reads, and the marks of alerts. */
final class FoldMarks {
    static final String PHASE = Fold.FIELD + ".phase";
    static final String OTHER = Fold.FIELD + ".other";

    /** An alert that somebody may still look at. */
    static final Set<Status> OPEN = Set.of(Status.NEW, Status.IN_PROGRESS, Status.ON_HOLD);

    private static final Set<String> OVER =
            Set.of(AlertState.RETRACTED.text(), AlertState.SUPERSEDED.text());

    private final MongoCollection<Document> alerts;

    FoldMarks(MongoCollection<Document> alerts) {
        this.alerts = alerts;
    }

    MongoCollection<Document> alerts() {
        return alerts;
    }

    /** The mark of an alert that still has the phase {@code from}. */
    static UpdateOneModel<Document> mark(
            StoredAlert alert, Fold.Phase from, Fold.Phase to, @Nullable String other) {
        return new UpdateOneModel<>(
                Filters.and(Filters.eq("_id", alert.id()), Filters.eq(PHASE, Texts.name(from))),
                Updates.combine(Updates.set(PHASE, Texts.name(to)), Updates.set(OTHER, other)));
    }

    /** Whether a leader takes others: while it is open and leads, and its rule stands by it. */
    static boolean takes(StoredAlert leader) {
        return OPEN.contains(leader.triage().status())
                && leader.fold().into() == null
                && leader.mergedInto() == null
                && !OVER.contains(String.valueOf(Json.text(leader.toJson(), "tocsin.alert.state")));
    }

    void write(List<UpdateOneModel<Document>> updates) {
        if (!updates.isEmpty()) {
            alerts.bulkWrite(updates, new BulkWriteOptions().ordered(false));
        }
    }

    /** Alerts by id, as they are now. */
    Map<String, StoredAlert> read(Collection<String> ids) {
        Map<String, StoredAlert> found = new HashMap<>();
        for (Document document :
                alerts.find(Filters.in("_id", ids)).projection(Projections.exclude(Outbox.FIELD))) {
            StoredAlert alert = StoredAlert.from(document);
            found.put(alert.id(), alert);
        }
        return found;
    }
}
