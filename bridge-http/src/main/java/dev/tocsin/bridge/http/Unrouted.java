package dev.tocsin.bridge.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what no handler answered, as problem documents. */
final class Unrouted {
    private static final Logger LOG = LoggerFactory.getLogger(Unrouted.class);

    private final RestOfBody rest;

    Unrouted(RestOfBody rest) {
        this.rest = rest;
    }

    void addTo(RoutesConfig routes) {
        routes.exception(NotFoundResponse.class, (_, ctx) -> notFound(ctx));
        routes.exception(MethodNotAllowedResponse.class, this::methodNotAllowed);
        routes.exception(HttpResponseException.class, Unrouted::other);
        routes.exception(PacedInput.TooSlow.class, Unrouted::slow);
        routes.exception(IOException.class, Unrouted::aborted);
        routes.exception(Exception.class, Unrouted::failed);
    }

    private void notFound(Context ctx) {
        rest.discard(ctx);
        Answers.send(ctx, Problem.unknownPath(ctx.path()));
    }

    private void methodNotAllowed(MethodNotAllowedResponse e, Context ctx) {
        rest.discard(ctx);
        boolean operations = ctx.path().matches("/(status|test|healthz|readyz|metrics)");
        String allow = operations ? "GET, HEAD" : "POST, PUT";
        Answers.send(
                ctx,
                Problem.methodNotAllowed(
                        "Expected " + allow + ", but found " + ctx.method(), allow));
    }

    private static void other(HttpResponseException e, Context ctx) {
        String detail = e.getMessage() == null ? "" : e.getMessage();
        Answers.send(ctx, new Problem(e.getStatus(), detail, detail, Map.of(), Map.of()));
    }

    private static void slow(PacedInput.TooSlow e, Context ctx) {
        Answers.send(ctx, Problem.timeout(String.valueOf(e.getMessage())));
    }

    /** The sender went away, or its body is not what its headers say. */
    private static void aborted(IOException e, Context ctx) {
        LOG.debug("Expected a whole request, but found: {}", e.toString());
        Answers.send(
                ctx, Problem.badRequest("Expected a whole request, but found: " + e.getMessage()));
    }

    private static void failed(Exception e, Context ctx) {
        LOG.error("Expected to answer {} {}, but failed", ctx.method(), ctx.path(), e);
        Answers.send(ctx, Problem.internal());
    }
}
