package dev.tocsin.desk;

import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Route;
import io.javalin.http.Context;
import java.util.List;

/** Serves the specification of the API. */
final class OpenApiHandler {
    private final byte[] specification = OpenApiDocument.yaml();

    List<Route> routes() {
        return List.of(Route.get("/api/v1/openapi.yaml", Access.PUBLIC, this::show));
    }

    private void show(Context ctx) {
        ctx.contentType("application/yaml").result(specification);
    }
}
