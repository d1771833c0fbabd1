package dev.tocsin.desk.backup;

import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Everything that the desk knows, out of it and in again, over HTTP. For admins. */
public final class BackupHandler {
    private static final String NDJSON = "application/x-ndjson";

    private final DeskExport out;
    private final DeskImport in;
    private final Ids ids;
    private final InstantSource clock;

    /**
     * @param afterImport called when documents were taken in
     */
    public BackupHandler(
            DeskStore store,
            OutboxSignals outbox,
            Runnable afterImport,
            Ids ids,
            InstantSource clock) {
        out = new DeskExport(store);
        in = new DeskImport(store, outbox, afterImport);
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/desk/export", Access.ADMIN, this::export),
                Route.post("/api/v1/desk/import", Access.ADMIN, this::take));
    }

    private void export(Context ctx) throws IOException {
        new QueryParams(ctx, Set.of()).check();
        ctx.status(200).contentType(NDJSON);
        ctx.header("Content-Disposition", "attachment; filename=\"desk.ndjson\"");
        out.write(new BufferedOutputStream(ctx.outputStream(), 1 << 16));
    }

    private void take(Context ctx) {
        QueryParams query = new QueryParams(ctx, Set.of("existing"));
        String existing = query.one("existing");
        if (existing != null && !Set.of("keep", "replace").contains(existing)) {
            query.fault("existing", "Expected keep or replace, but found " + existing);
        }
        query.check();
        Body.requireType(ctx, NDJSON);
        requireNoScopes(ctx);
        Author by = Gate.author(ctx, ids, clock);
        boolean replace = "replace".equals(existing);
        Responses.json(ctx, 200, in.take(ctx.bodyInputStream(), replace, by).toJson());
    }

    /** A file may have keys and accounts that reach more than the key that sends it. */
    private static void requireNoScopes(Context ctx) {
        if (Gate.principal(ctx).scopes() != null) {
            throw ProblemException.forbidden(
                    "Expected a caller without scopes, since an import may have keys and accounts, but found a key with scopes");
        }
    }
}
