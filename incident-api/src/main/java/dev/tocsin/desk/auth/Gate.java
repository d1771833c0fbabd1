package dev.tocsin.desk.auth;

import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Once;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.limit.ClientAddress;
import dev.tocsin.desk.limit.RateLimits;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands before every route: nobody gets in without the route's access. */
public final class Gate {
    /** The header that a write in a session must carry. */
    public static final String CSRF_HEADER = "X-Tocsin-CSRF";

    private static final String PRINCIPAL = "tocsin.principal";
    private static final String KNOWN = "tocsin.known";
    private static final String NOTED = "tocsin.noted";
    private static final String CONCEALED = "tocsin.concealed";
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 429);
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final Authenticator authenticator;
    private final RateLimits limits;
    private final ClientAddress addresses;
    private final SecurityLog log;

    /**
     * @param log told of everyone who is refused, and of every export and import before it is made
     */
    public Gate(
            Authenticator authenticator,
            RateLimits limits,
            ClientAddress addresses,
            SecurityLog log) {
        this.authenticator = authenticator;
        this.limits = limits;
        this.addresses = addresses;
        this.log = log;
    }

    /** The handler of a route behind the gate. */
    public Handler guard(Route route) {
        String scope = route.access() == Access.PUBLIC ? null : Scope.of(route);
        return ctx -> {
            try {
                enter(ctx, route, scope);
                route.handler().handle(ctx);
            } catch (ProblemException e) {
                noteRefusal(ctx, route, e);
                throw e;
            }
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

    /**
     * That caller as who writes what the request asks for.
     *
     * @param ids where ids come from
     * @param clock where times come from
     */
    public static Author author(Context ctx, Ids ids, InstantSource clock) {
        return new Author(principal(ctx).name(), ids, clock, Once.of(ctx));
    }

    private void enter(Context ctx, Route route, @Nullable String scope) {
        if (route.access() == Access.PUBLIC) {
            limits.take(ctx, RateLimits.Kind.ADDRESS, addresses.group(ctx));
            return;
        }
        admit(ctx, route.access(), scope);
        String action = route.audited();
        if (action != null) {
            log.done(
                    action,
                    principal(ctx).name(),
                    what(ctx, route),
                    addresses.of(ctx),
                    Json.object().put("query", ctx.queryString()));
        }
    }

    /**
     * Says that this request asked for something that the caller must not know of: when it is
     * refused, the log tells.
     */
    public static void conceal(Context ctx, String subject) {
        ctx.attribute(CONCEALED, subject);
    }

    /** Whoever refused: the gate, or a handler that knows more. */
    private void noteRefusal(Context ctx, Route route, ProblemException e) {
        String hidden = ctx.attribute(CONCEALED);
        if (hidden != null) {
            log.concealed(principal(ctx).name(), hidden, addresses.of(ctx), what(ctx, route));
            return;
        }
        if (REFUSALS.contains(e.problem().status()) && ctx.attribute(NOTED) == null) {
            Principal known = ctx.attribute(KNOWN);
            String name = known == null ? null : known.name();
            log.refused(name, what(ctx, route), addresses.of(ctx), e.problem().detail());
        }
    }

    /** Says that a refusal of this request is in the log already. */
    static void noted(Context ctx) {
        ctx.attribute(NOTED, true);
    }

    private static String what(Context ctx, Route route) {
        return ctx.method().name() + " " + route.path();
    }

    private void admit(Context ctx, Access access, @Nullable String scope) {
        Principal principal = authenticated(ctx);
        if (!principal.allows(access)) {
            throw ProblemException.forbidden(
                    "Expected the role "
                            + Texts.name(access)
                            + ", but "
                            + principal.name()
                            + " has the role "
                            + String.join(", ", Role.names(principal.who().roles())));
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

    /** Who shows nothing valid too often is refused before anything is looked up. */
    private Principal authenticated(Context ctx) {
        String address = addresses.group(ctx);
        limits.look(ctx, RateLimits.Kind.ADDRESS, address);
        Principal principal = authenticator.authenticate(ctx);
        if (principal == null) {
            limits.take(ctx, RateLimits.Kind.ADDRESS, address);
            throw ProblemException.unauthenticated(
                    "Expected a valid API key as Authorization: Bearer <key>, or a session, but found none");
        }
        ctx.attribute(KNOWN, principal);
        limits.take(ctx, kind(principal), principal.id());
        return principal;
    }

    private static RateLimits.Kind kind(Principal principal) {
        return switch (principal.who().method()) {
            case KEY, CERTIFICATE -> RateLimits.Kind.KEY;
            case PASSWORD, OIDC -> RateLimits.Kind.PERSON;
        };
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
