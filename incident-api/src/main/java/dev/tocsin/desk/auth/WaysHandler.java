package dev.tocsin.desk.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which ways there are to log in, for the page that offers them. */
public final class WaysHandler {
    private final List<Way> ways;

    public WaysHandler(List<Way> ways) {
        this.ways = List.copyOf(ways);
    }

    /**
     * A way to log in.
     *
     * @param method how somebody shows who it is
     * @param label what it is called; null when it needs no name
     * @param href where a browser goes for it; null when the page asks for what is needed
     */
    public record Way(AuthMethod method, @Nullable String label, @Nullable String href) {}

    /** The routes. */
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/session/ways", Access.PUBLIC, this::show));
    }

    private void show(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("ways");
        for (Way way : ways) {
            list.addObject()
                    .put("method", Texts.name(way.method()))
                    .put("label", way.label())
                    .put("href", way.href());
        }
        Responses.json(ctx, 200, json);
    }
}
