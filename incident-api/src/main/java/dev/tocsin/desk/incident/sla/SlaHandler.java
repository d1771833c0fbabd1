package dev.tocsin.desk.incident.sla;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The targets over HTTP. */
public final class SlaHandler {
    private static final String PATH = "/api/v1/sla";

    private final SlaStore store;
    private final Ids ids;
    private final InstantSource clock;

    public SlaHandler(SlaStore store, Ids ids, InstantSource clock) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.VIEWER, this::show),
                Route.put(PATH, Access.ADMIN, this::put));
    }

    private void show(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        SlaTargets targets = store.targets();
        Responses.resource(ctx, 200, targets.toJson(), targets.version());
    }

    private void put(Context ctx) {
        Preconditions.requireHeader(ctx);
        ObjectNode body = Body.object(ctx);
        SlaTargets read = store.targets();
        SlaTargets to = SlaTargets.read(body, read.version() + 1);
        Preconditions.requireMatch(ctx, read.version());
        Change change =
                Gate.author(ctx, ids, clock)
                        .change(
                                Kind.SLA,
                                SlaStore.ID,
                                "changed",
                                to.version(),
                                read.changesTo(to),
                                null);
        if (!store.put(read, to, change)) {
            throw ProblemException.stale(Preconditions.etag(store.targets().version()));
        }
        Responses.resource(ctx, 200, to.toJson(), to.version());
    }
}
