package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Mentions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.note.NoteWriter;
import dev.tocsin.desk.query.Query;
import dev.tocsin.desk.query.Selection;
import dev.tocsin.desk.query.SortOrder;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that is done to a selection of alerts over HTTP, with a result for each. */
public final class BulkHandler {
    private static final int MAX_TRIES = 20;

    private final AlertStore alerts;
    private final AlertIndex index;
    private final AlertView view;
    private final Parts parts;
    private final Ids ids;
    private final InstantSource clock;

    /** What does it, beside the triage. */
    public record Parts(NoteWriter comments, AlertMerging merging, AlertIncidents incidents) {}

    public BulkHandler(
            AlertStore alerts,
            AlertIndex index,
            AlertView view,
            Parts parts,
            Ids ids,
            InstantSource clock) {
        this.alerts = alerts;
        this.index = index;
        this.view = view;
        this.parts = parts;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(Route.making("/api/v1/alerts/bulk", Access.ANALYST, this::act));
    }

    private void act(Context ctx) {
        ObjectNode body = Body.object(ctx);
        BulkAction.Name name = BulkAction.Name.of(body);
        Fields fields = new Fields(body, name.known());
        BulkAction action = BulkAction.read(name, body, fields);
        BulkSelection selection = BulkSelection.read(body, fields, clock.instant());
        fields.check();
        Principal caller = Gate.principal(ctx);
        List<BulkSelection.Item> items = items(selection, caller);
        Author author = Gate.author(ctx, ids, clock);
        if (action instanceof BulkAction.Attach(String incident)) {
            parts.incidents().require(ctx, incident);
        }
        ObjectNode answer = done(action, items, caller, author);
        if (author.once() != null) {
            named(answer, items).forEach(incident -> Mentions.add(ctx, incident));
        }
        Responses.json(ctx, 200, answer);
    }

    /** The incidents that an answer names: the one it is about, and those of refused alerts. */
    private Set<String> named(ObjectNode answer, List<BulkSelection.Item> items) {
        Set<String> named = new HashSet<>();
        String about = Json.text(answer, "incident");
        if (about != null) {
            named.add(about);
        }
        String details = String.join("\n", answer.path("items").findValuesAsText("detail"));
        for (StoredAlert alert :
                alerts.findAll(items.stream().map(BulkSelection.Item::id).toList()).values()) {
            String own = alert.triage().incident();
            if (own != null && details.contains(own)) {
                named.add(own);
            }
        }
        return named;
    }

    private List<BulkSelection.Item> items(BulkSelection selection, Principal caller) {
        return switch (selection) {
            case BulkSelection.Named(var items) -> items;
            case BulkSelection.Found(var query, long count) -> found(query, count, caller);
        };
    }

    /** Those that the list of the filter shows, if they are as many as the caller saw. */
    private List<BulkSelection.Item> found(Query query, long count, Principal caller) {
        SortOrder any = new SortOrder(List.of());
        List<Selection.Found<String>> found =
                index.list(
                        AlertList.leading(query),
                        any,
                        null,
                        Integer.MAX_VALUE - 1,
                        view.hiddenFrom(caller, query, any));
        if (found.size() != count) {
            throw ProblemException.conflict(
                    "Expected the filter to find "
                            + count
                            + " alerts as the caller saw, but it finds "
                            + found.size()
                            + " now. Look at them again");
        }
        if (found.size() > BulkSelection.MAX_ALERTS) {
            throw ProblemException.invalid(
                    List.of(
                            new Fault(
                                    "/q",
                                    "Expected a filter of at most "
                                            + BulkSelection.MAX_ALERTS
                                            + " alerts, but it finds "
                                            + found.size()
                                            + ". Narrow it")));
        }
        return found.stream().map(one -> new BulkSelection.Item(one.item(), null)).toList();
    }

    private ObjectNode done(
            BulkAction action, List<BulkSelection.Item> items, Principal caller, Author author) {
        BulkResults results = new BulkResults(items);
        BulkIncidents incidents = new BulkIncidents(alerts, parts.incidents());
        String incident = null;
        switch (action) {
            case BulkAction.Edit edit -> {
                Map<String, StoredAlert> able = able(items, results);
                items.forEach(item -> edit(item, able.get(item.id()), edit, author, results));
            }
            case BulkAction.Comment(String text) ->
                    able(items, results).values().forEach(a -> comment(a, text, author, results));
            case BulkAction.Escalate order ->
                    incident =
                            incidents.escalate(
                                    order, able(items, results), caller, author, results);
            case BulkAction.Attach(String to) -> {
                incidents.attach(to, able(items, results), author, results);
                incident = to;
            }
            case BulkAction.Merge merge ->
                    merge(merge, able(items, results), caller, author, results);
        }
        ObjectNode answer = results.toJson();
        if (action instanceof BulkAction.Escalate || action instanceof BulkAction.Attach) {
            answer.put("incident", incident);
        }
        return answer;
    }

    /** Those that are there, in the version that the caller has seen. */
    private Map<String, StoredAlert> able(List<BulkSelection.Item> items, BulkResults results) {
        Map<String, StoredAlert> found =
                alerts.findAll(items.stream().map(BulkSelection.Item::id).toList());
        Map<String, StoredAlert> able = new LinkedHashMap<>();
        for (BulkSelection.Item item : items) {
            StoredAlert alert = seen(item, found.get(item.id()), results);
            if (alert != null) {
                able.put(item.id(), alert);
            }
        }
        return able;
    }

    private static @Nullable StoredAlert seen(
            BulkSelection.Item item, @Nullable StoredAlert alert, BulkResults results) {
        if (alert == null) {
            results.failed(item.id(), 404, "Expected an alert with this id, but found none", null);
            return null;
        }
        Long version = item.version();
        if (version != null && version != alert.version()) {
            results.failed(
                    item.id(),
                    412,
                    "Expected the version " + alert.version() + ", but found " + version,
                    alert);
            return null;
        }
        return alert;
    }

    /**
     * Tries again when the caller named no version and another one was faster.
     *
     * @param read null when it is not to be edited, which has been told
     */
    private void edit(
            BulkSelection.Item item,
            @Nullable StoredAlert read,
            BulkAction.Edit edit,
            Author author,
            BulkResults results) {
        StoredAlert alert = read;
        for (int i = 0; alert != null && i < MAX_TRIES; i++) {
            try {
                StoredAlert after = edited(alert, edit, author);
                if (after != null) {
                    results.done(after);
                    return;
                }
            } catch (ProblemException e) {
                results.failed(alert, e.problem());
                return;
            }
            alert = seen(item, alerts.find(item.id()), results);
        }
        if (alert != null) {
            results.failed(
                    item.id(),
                    409,
                    "Expected to change the alert, but it changed too often. Try again",
                    null);
        }
    }

    private @Nullable StoredAlert edited(StoredAlert alert, BulkAction.Edit edit, Author author) {
        Triage to = edit.edit().apply(alert.requireLeading().triage());
        // A triage with nothing but a comment is one all the same.
        return to.equals(alert.triage()) && edit.comment() == null
                ? alert
                : alerts.triage(alert, to, edit.comment(), author);
    }

    private void comment(StoredAlert alert, String text, Author author, BulkResults results) {
        parts.comments().add(alert.id(), alert.version(), text, author);
        results.done(alert);
    }

    private void merge(
            BulkAction.Merge merge,
            Map<String, StoredAlert> able,
            Principal caller,
            Author author,
            BulkResults results) {
        AlertMerging.Order order = new AlertMerging.Order(caller, author, merge.comment());
        Map<String, String> refused =
                parts.merging().mergeEach(merge.target(), able.keySet(), order);
        Map<String, StoredAlert> now = alerts.findAll(able.keySet());
        able.forEach(
                (id, before) -> {
                    StoredAlert alert = now.getOrDefault(id, before);
                    String refusal = refused.get(id);
                    if (refusal == null) {
                        results.done(alert);
                    } else {
                        results.failed(id, 409, refusal, alert);
                    }
                });
    }
}
