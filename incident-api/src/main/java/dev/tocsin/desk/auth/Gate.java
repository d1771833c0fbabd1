package dev.tocsin.desk.auth;

import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands before every route: nobody gets in without the route's access. */
public final class Gate {
    /** The header that a write in a session must carry. */
    public static final String CSRF_HEADER = "X-Tocsin-CSRF";

    private static final String PRINCIPAL = "tocsin.principal";
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final Authenticator authenticator;

    public Gate(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** The handler of a route behind the gate. */
    public Handler guard(Route route) {
        if (route.access() == Access.PUBLIC) {
            return route.handler();
        }
        String scope = Scope.of(route);
        return ctx -> {
            admit(ctx, route.access(), scope);
            route.handler().handle(ctx);
        };
    }

    /**
     * The caller that the gate let in.
     *
     * @throws IllegalStateException on a public route
     */
    public static Principal principal(Context ctx) {
        Principal principal = ctx.attribute(PRINCIPAL);
        if (principal == null) {
            throw new IllegalStateException("Expected a route behind the gate");
        }
        return principal;
    }

    private void admit(Context ctx, Access access, @Nullable String scope) {
        Principal principal = authenticator.authenticate(ctx);
        if (principal == null) {
            throw ProblemException.unauthenticated(
                    "Expected a valid API key as Authorization: Bearer <key>, or a session, but found none");
        }
        if (!principal.allows(access)) {
            throw ProblemException.forbidden(
                    "Expected the role "
                            + Texts.name(access)
                            + ", but "
                            + principal.name()
                            + " has the role "
                            + String.join(
                                    ", ",
                                    principal.who().roles().stream().map(Texts::name).toList()));
        }
        if (!principal.reaches(scope)) {
            throw ProblemException.forbidden(
                    "Expected the scope "
                            + scope
                            + ", but the key "
                            + principal.name()
                            + " has "
                            + principal.scopes());
        }
        requireCsrf(ctx, principal.csrf());
        ctx.attribute(PRINCIPAL, principal);
    }

    private static void requireCsrf(Context ctx, @Nullable String expected) {
        if (expected == null || READS.contains(ctx.method().name())) {
            return;
        }
        String found = ctx.header(CSRF_HEADER);
        if (found == null || !Secrets.equal(expected, found)) {
            throw ProblemException.forbidden(
                    "Expected the header "
                            + CSRF_HEADER
                            + " with the member csrf of GET /api/v1/session, but found "
                            + (found == null ? "none" : "another value"));
        }
    }
}
