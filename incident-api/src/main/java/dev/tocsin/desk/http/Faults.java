package dev.tocsin.desk.http;

import com.mongodb.MongoException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns everything that ends a request early into a problem document. */
public final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final RouteTable table;

    public Faults(RouteTable table) {
        this.table = table;
    }

    /** Installs the handlers. */
    public void install(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, ctx) -> Responses.problem(ctx, e.problem()));
        routes.exception(HttpResponseException.class, this::refused);
        routes.exception(MongoException.class, this::storeAway);
        routes.exception(Exception.class, this::unexpected);
    }

    private void refused(HttpResponseException e, Context ctx) {
        Set<String> methods = table.methods(ctx.path());
        if (e.getStatus() == 404 || e.getStatus() == 405) {
            Responses.problem(
                    ctx, methods.isEmpty() ? noSuchPath(ctx) : noSuchMethod(ctx, methods));
            return;
        }
        String detail = e.getMessage() == null ? "The request was refused" : e.getMessage();
        if (e.getStatus() == 413) {
            detail = "Expected a body of at most " + Body.MAX_BYTES + " bytes, but found more";
        }
        Responses.problem(
                ctx, new Problem(e.getStatus(), "refused", "The request was refused", detail));
    }

    private static Problem noSuchPath(Context ctx) {
        return new Problem(
                404,
                "not-found",
                "There is no such thing",
                "Expected a path of openapi.yaml, but found " + ctx.path());
    }

    private static Problem noSuchMethod(Context ctx, Set<String> methods) {
        String allowed = String.join(", ", methods);
        return new Problem(
                405,
                "method",
                "The method is not allowed here",
                "Expected one of " + allowed + ", but found " + ctx.method().name(),
                List.of(),
                Map.of("Allow", allowed));
    }

    private void storeAway(MongoException e, Context ctx) {
        LOG.warn("Expected the document store to answer, but: {}", e.getMessage());
        Responses.problem(
                ctx,
                ProblemException.unavailable(
                                "Expected the document store to answer, but it did not. Try again in a moment")
                        .problem());
    }

    private void unexpected(Exception e, Context ctx) {
        LOG.error("{} {} failed", ctx.method().name(), ctx.path(), e);
        Responses.problem(
                ctx,
                new Problem(
                        500,
                        "internal",
                        "Something went wrong here",
                        "The log of the API says more, at this time"));
    }
}
