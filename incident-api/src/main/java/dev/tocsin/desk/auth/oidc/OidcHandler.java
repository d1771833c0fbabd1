package dev.tocsin.desk.auth.oidc;

import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.SessionStore;
import dev.tocsin.desk.auth.Sessions;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Problem;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.net.OutgoingConfig;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log in and out by a provider of OpenID Connect. Without one, the routes say so. */
public final class OidcHandler implements AutoCloseable {
    /** Where a log-in begins. */
    public static final String LOG_IN = "/api/v1/oidc/login";

    private static final Logger LOG = LoggerFactory.getLogger(OidcHandler.class);
    private static final String RETURN = "return";

    private final Sessions sessions;
    private final Consumer<Context> limit;
    private final @Nullable Flow flow;

    /**
     * What else there is at the desk.
     *
     * @param limit counts the steps of browsers to the provider and back, and refuses too many
     */
    public record Surroundings(
            Sessions sessions,
            SessionStore store,
            DeskStore desk,
            Consumer<Context> limit,
            InstantSource clock) {}

    /**
     * @param settings null when there is no provider
     * @param tls whether browsers come over HTTPS
     */
    public OidcHandler(
            @Nullable OidcSettings settings,
            OutgoingConfig outgoing,
            Surroundings around,
            boolean tls) {
        sessions = around.sessions();
        limit = around.limit();
        flow = settings == null ? null : new Flow(settings, around, outgoing, tls);
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(LOG_IN, Access.PUBLIC, this::logIn),
                Route.get(OidcSettings.CALLBACK, Access.PUBLIC, this::callback),
                Route.post("/api/v1/oidc/logout", Access.VIEWER, this::logOut),
                Route.post(BackChannel.PATH, Access.PUBLIC, this::logOutByProvider));
    }

    private void logIn(Context ctx) {
        QueryParams params = new QueryParams(ctx, Set.of(RETURN));
        String wanted = params.one(RETURN);
        String to = wanted == null ? ReturnPath.HOME : ReturnPath.parse(wanted);
        if (to == null) {
            params.fault(RETURN, "Expected " + ReturnPath.EXPECTED + ", but found another text");
        }
        params.check();
        go(ctx, existing -> existing.begin(ctx, to == null ? ReturnPath.HOME : to));
    }

    private void callback(Context ctx) {
        go(ctx, existing -> existing.finish(ctx));
    }

    private void logOut(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        Flow existing = flow;
        if (existing == null) {
            throw new ProblemException(absent());
        }
        String at = existing.end(ctx, Gate.principal(ctx));
        Responses.json(ctx, 200, Json.object().put("location", at));
    }

    /** The provider itself says that a session of it is over. */
    private void logOutByProvider(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        Body.requireType(ctx, BackChannel.FORM);
        Flow existing = flow;
        if (existing == null) {
            throw new ProblemException(absent());
        }
        try {
            existing.backChannel().logOut(ctx);
            ctx.status(204);
        } catch (LogInException e) {
            sessions.refused(ctx, "POST " + BackChannel.PATH, String.valueOf(e.getMessage()));
            throw ProblemException.unreadable(String.valueOf(e.getMessage()));
        } catch (ProviderAwayException e) {
            LOG.warn("Expected the provider to answer, but: {}", e.getMessage());
            throw new ProblemException(away());
        }
    }

    /** A step that ends with the browser going somewhere. */
    @FunctionalInterface
    private interface Step {
        String run(Flow flow) throws LogInException, ProviderAwayException;
    }

    private void go(Context ctx, Step step) {
        Flow existing = flow;
        if (existing == null) {
            LogInPage.show(ctx, absent());
            return;
        }
        try {
            limit.accept(ctx);
            String location = step.run(existing);
            ctx.status(302).header("Location", location);
        } catch (ProblemException e) {
            sessions.refused(ctx, "GET " + ctx.path(), e.problem().detail());
            LogInPage.show(ctx, e.problem());
        } catch (LogInException e) {
            sessions.refused(ctx, OidcSettings.CALLBACK, String.valueOf(e.getMessage()));
            LogInPage.show(ctx, e.problem());
        } catch (ProviderAwayException e) {
            LOG.warn("Expected the provider to answer, but: {}", e.getMessage());
            LogInPage.show(ctx, away());
        }
    }

    private static Problem absent() {
        return ProblemException.notFound("a provider of OpenID Connect in the settings").problem();
    }

    private static Problem away() {
        return ProblemException.unavailable(
                        "Expected the provider that logs people in to answer, but it did not. Try again in a moment")
                .problem();
    }

    @Override
    public void close() {
        if (flow != null) {
            flow.close();
        }
    }
}
