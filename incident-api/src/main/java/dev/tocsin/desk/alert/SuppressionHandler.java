package dev.tocsin.desk.alert;

import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.HistoryHandler;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.IdempotencyKey;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.query.Query;
import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.QueryParser;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Suppressions over HTTP: what one would hide, make, list, read, change, delete. */
public final class SuppressionHandler {
    /** How long a suppression may last at most. */
    static final Duration LONGEST = Duration.ofDays(90);

    private static final String ALL = "/api/v1/suppressions";
    private static final String ONE = ALL + "/{id}";
    private static final int MAX_QUERY = 2_000;
    private static final int MAX_REASON = 1_000;
    private static final int MAX_TIME = 40;

    private final SuppressionStore suppressions;
    private final SuppressionPreview preview;
    private final HistoryHandler history;
    private final Ids ids;
    private final InstantSource clock;

    public SuppressionHandler(
            SuppressionStore suppressions,
            SuppressionPreview preview,
            HistoryHandler history,
            Ids ids,
            InstantSource clock) {
        this.suppressions = suppressions;
        this.preview = preview;
        this.history = history;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, Access.VIEWER, this::list),
                Route.making(ALL, Access.ANALYST, this::create),
                Route.post(ALL + "/preview", Access.ANALYST, this::preview),
                Route.get(ONE, Access.VIEWER, this::show),
                Route.patch(ONE, Access.ANALYST, this::change),
                Route.delete(ONE, Access.ANALYST, this::delete),
                Route.get(ONE + "/history", Access.VIEWER, this::history));
    }

    private void list(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        long now = clock.millis();
        Responses.page(ctx, suppressions.all().stream().map(s -> s.toJson(now)).toList(), null);
    }

    private void create(Context ctx) {
        Fields fields = new Fields(Body.object(ctx), Set.of("q", "reason", "expires_at"));
        String q = fields.text("q", MAX_QUERY);
        parsed(fields, q);
        String reason = fields.text("reason", MAX_REASON);
        if (!fields.has("expires_at")) {
            fields.fault("expires_at", "Expected a time to come, but found none");
        }
        fields.notNull("expires_at");
        Long expiry = fields.optional("expires_at", MAX_TIME, this::expiry);
        fields.check();
        long now = clock.millis();
        String by = Gate.principal(ctx).name();
        String id = Gate.author(ctx, ids, clock).newId();
        Suppression made =
                new Suppression(id, 1, q, reason, expiry == null ? now : expiry, now, by, now, by);
        Suppression nothing = new Suppression(made.id(), 0, "", "", 0, now, by, now, by);
        if (!suppressions.insert(made, told(ctx, "created", 1, nothing, made))) {
            made = IdempotencyKey.made(suppressions.find(id));
        }
        ctx.header("Location", ALL + "/" + made.id());
        answer(ctx, 201, made);
    }

    private void preview(Context ctx) {
        Fields fields = new Fields(Body.object(ctx), Set.of("q"));
        Query query = parsed(fields, fields.text("q", MAX_QUERY));
        fields.check();
        Responses.json(ctx, 200, preview.of(ctx, query));
    }

    private void show(Context ctx) {
        answer(ctx, 200, suppressions.require(ctx.pathParam("id")));
    }

    private void change(Context ctx) {
        Preconditions.requireHeader(ctx);
        Fields fields = new Fields(Body.mergePatch(ctx), Set.of("q", "reason", "expires_at"));
        Suppression read = suppressions.require(ctx.pathParam("id"));
        Preconditions.requireMatch(ctx, read.version());
        Suppression to = patched(fields, read);
        if (to.equals(read)) {
            answer(ctx, 200, read);
            return;
        }
        Suppression after =
                suppressions.change(read, to, told(ctx, "changed", read.version() + 1, read, to));
        if (after == null) {
            throw stale(read.id());
        }
        answer(ctx, 200, after);
    }

    private Suppression patched(Fields fields, Suppression read) {
        fields.notNull("q", "reason", "expires_at");
        String q = fields.optionalText("q", MAX_QUERY);
        if (q != null) {
            parsed(fields, q);
        }
        String reason = fields.optionalText("reason", MAX_REASON);
        Long expiry = fields.optional("expires_at", MAX_TIME, this::expiry);
        fields.check();
        return new Suppression(
                read.id(),
                read.version(),
                q == null ? read.q() : q,
                reason == null ? read.reason() : reason,
                expiry == null ? read.expiresAtMs() : expiry,
                read.createdAtMs(),
                read.createdBy(),
                read.updatedAtMs(),
                read.updatedBy());
    }

    private void delete(Context ctx) {
        Preconditions.requireHeader(ctx);
        Suppression read = suppressions.require(ctx.pathParam("id"));
        Preconditions.requireMatch(ctx, read.version());
        Change change = told(ctx, "deleted", read.version() + 1, read, read);
        if (!suppressions.delete(read, change)) {
            throw stale(read.id());
        }
        ctx.status(204);
    }

    private void history(Context ctx) {
        history.list(ctx, suppressions.require(ctx.pathParam("id")).id());
    }

    private Query parsed(Fields fields, String q) {
        if (q.isEmpty()) {
            return new Query.All();
        }
        try {
            return QueryParser.parse(q, AlertFields.ALL, clock.instant());
        } catch (QueryException e) {
            fields.fault("q", String.valueOf(e.getMessage()));
            return new Query.All();
        }
    }

    private Long expiry(String text) {
        Long time = Texts.timeToCome(text, clock);
        if (time > clock.millis() + LONGEST.toMillis()) {
            throw new IllegalArgumentException(
                    "Expected a time at most "
                            + LONGEST.toDays()
                            + " days from now, but found "
                            + text);
        }
        return time;
    }

    private Change told(
            Context ctx, String action, long version, Suppression from, Suppression to) {
        List<FieldChange> fields =
                Stream.of(
                                FieldChange.of("q", from.q(), to.q()),
                                FieldChange.of("reason", from.reason(), to.reason()),
                                FieldChange.of(
                                        "expires_at",
                                        Texts.time(from.expiresAtMs()),
                                        Texts.time(to.expiresAtMs())))
                        .filter(FieldChange::isReal)
                        .toList();
        return Gate.author(ctx, ids, clock)
                .change(Kind.SUPPRESSION, to.id(), action, version, fields, null);
    }

    private ProblemException stale(String id) {
        return ProblemException.stale(Preconditions.etag(suppressions.require(id).version()));
    }

    private void answer(Context ctx, int status, Suppression suppression) {
        Responses.resource(ctx, status, suppression.toJson(clock.millis()), suppression.version());
    }
}
