package dev.tocsin.desk.mozdef;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Mentions;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.list.ListAccess;
import dev.tocsin.desk.list.ListEntry;
import dev.tocsin.desk.list.Lists;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;

/** MozDef's routes over the desk's own parts. */
public final class MozDefHandler {
    private final MozDefLists lists;
    private final MozDefIncidents incidents;
    private final MozDefAlerts alerts;
    private final Ids ids;
    private final InstantSource clock;

    public MozDefHandler(
            Lists lists,
            MozDefIncidents incidents,
            MozDefAlerts alerts,
            Ids ids,
            InstantSource clock) {
        this.lists = new MozDefLists(lists);
        this.incidents = incidents;
        this.alerts = alerts;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get("/status", Access.PUBLIC, MozDefHandler::status),
                Route.get("/getwatchlist", Access.VIEWER, this::watched),
                Route.making("/incident", Access.ANALYST, this::incident),
                Route.post("/alertstatus", Access.ANALYST, this::alertStatus),
                order("/blockip", MozDefLists.Order.BLOCK_IP),
                order("/blockfqdn", MozDefLists.Order.BLOCK_FQDN),
                order("/watchitem", MozDefLists.Order.WATCH_ITEM));
    }

    private static void status(Context ctx) {
        Responses.json(ctx, 200, Json.object().put("status", "ok").put("service", "restapi"));
    }

    private void watched(Context ctx) {
        ArrayNode items = Json.MAPPER.createArrayNode();
        for (ListEntry entry : lists.watched()) {
            Long end = entry.expiresAtMs();
            items.addObject()
                    .put("watchcontent", entry.value())
                    .put("dateAdded", Texts.time(entry.addedAtMs()))
                    .put("dateExpiring", end == null ? null : Texts.time(end))
                    .put("comment", entry.reason())
                    .put("creator", entry.author());
        }
        Responses.json(ctx, 200, items);
    }

    private Route order(String path, MozDefLists.Order order) {
        return Route.post(
                path,
                ListAccess.of(order.kind()),
                ctx -> {
                    String value = lists.take(order, MozDefBody.flat(ctx), author(ctx));
                    if (value == null) {
                        answer(ctx, "skipped", "Nothing was asked for");
                    } else {
                        answer(ctx, "success", value + " added");
                    }
                });
    }

    private void incident(Context ctx) {
        String id = incidents.open(MozDefBody.flat(ctx), author(ctx));
        Mentions.add(ctx, id);
        ctx.header("Location", "/api/v1/incidents/" + id);
        answer(ctx, "success", "Incident " + id + " added");
    }

    private void alertStatus(Context ctx) {
        alerts.change(MozDefBody.flat(ctx), author(ctx));
        answer(ctx, "success", "Alert changed");
    }

    private static void answer(Context ctx, String status, String message) {
        ObjectNode json = Json.object().put("status", status).put("message", message);
        Responses.json(ctx, 200, json);
    }

    private Author author(Context ctx) {
        return Gate.author(ctx, ids, clock);
    }
}
