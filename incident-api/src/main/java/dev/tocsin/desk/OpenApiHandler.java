package dev.tocsin.desk;

import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Route;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Serves the specification of the API. */
final class OpenApiHandler {
    private final byte[] specification = read();

    List<Route> routes() {
        return List.of(Route.get("/api/v1/openapi.yaml", Access.PUBLIC, this::show));
    }

    private void show(Context ctx) {
        ctx.contentType("application/yaml").result(specification);
    }

    private static byte[] read() {
        try (InputStream in = OpenApiHandler.class.getResourceAsStream("openapi.yaml")) {
            return Objects.requireNonNull(in, "openapi.yaml").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
