package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The triage of a selection of alerts over HTTP: each by itself, with a result of its own. */
public final class BulkHandler {
    private static final int MAX_TRIES = 20;

    private final AlertStore alerts;
    private final Ids ids;
    private final InstantSource clock;

    public BulkHandler(AlertStore alerts, Ids ids, InstantSource clock) {
        this.alerts = alerts;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(Route.post("/api/v1/alerts/bulk", Access.ANALYST, this::patch));
    }

    private void patch(Context ctx) {
        BulkPatch bulk = BulkPatch.read(Body.object(ctx));
        Author author = new Author(Gate.principal(ctx).name(), ids, clock);
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (BulkPatch.Item item : bulk.items()) {
            items.add(patch(item, bulk.patch(), author));
        }
        Responses.json(ctx, 200, answer);
    }

    /** Tries again when the caller named no version and another one was faster. */
    private ObjectNode patch(BulkPatch.Item item, AlertPatch patch, Author author) {
        for (int i = 0; i < MAX_TRIES; i++) {
            StoredAlert alert = alerts.find(item.id());
            if (alert == null) {
                return failed(item, 404, "Expected an alert with this id, but found none");
            }
            Long version = item.version();
            if (version != null && version != alert.version()) {
                return failed(
                                item,
                                412,
                                "Expected the version "
                                        + alert.version()
                                        + ", but found "
                                        + version)
                        .put("version", alert.version());
            }
            String refusal = alert.refusal();
            if (refusal != null) {
                return failed(item, 409, refusal).put("version", alert.version());
            }
            StoredAlert after = patched(alert, patch, author);
            if (after != null) {
                return result(item, 200).put("version", after.version());
            }
        }
        return failed(
                item, 409, "Expected to change the alert, but it changed too often. Try again");
    }

    private @Nullable StoredAlert patched(StoredAlert alert, AlertPatch patch, Author author) {
        Triage to = patch.applyTo(alert.triage());
        return to.equals(alert.triage()) && patch.comment() == null
                ? alert
                : alerts.triage(alert, to, patch.comment(), author);
    }

    private static ObjectNode failed(BulkPatch.Item item, int status, String detail) {
        return result(item, status).put("detail", detail);
    }

    private static ObjectNode result(BulkPatch.Item item, int status) {
        return Json.object().put("id", item.id()).put("status", status);
    }
}
