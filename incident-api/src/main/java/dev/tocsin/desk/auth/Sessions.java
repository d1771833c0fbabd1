package dev.tocsin.desk.auth;

import dev.tocsin.desk.limit.ClientAddress;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * Opens and ends the session of a browser: every way to log in ends here. The cookie cannot be read
 * by scripts nor sent by other sites, and is new after every log-in, so that nobody can lay one
 * under somebody.
 */
public final class Sessions {
    private static final String COOKIE = "tocsin_session";
    private static final int MAX_AGENT = 200;

    private final SessionStore store;
    private final ClientAddress addresses;
    private final SecurityLog log;
    private final Cookies cookies;

    /**
     * @param log told of everyone who comes in, goes or is refused
     */
    public Sessions(SessionStore store, ClientAddress addresses, SecurityLog log, Cookies cookies) {
        this.store = store;
        this.addresses = addresses;
        this.log = log;
        this.cookies = cookies;
    }

    /** Opens a session for somebody who has just shown who it is, and sets its cookie. */
    public Principal begin(Context ctx, Identity who) {
        return begin(ctx, who, 0);
    }

    /**
     * Opens a session, and sets its cookie. One that the browser had is over.
     *
     * @param stamp what the {@link Standing} of the method compares at every request
     */
    public Principal begin(Context ctx, Identity who, long stamp) {
        note(ctx, "signed_in", who.name(), who.id());
        String before = token(ctx);
        if (before != null) {
            store.close(before);
        }
        SessionStore.Opened opened = store.open(who, stamp, from(ctx));
        long seconds = (opened.session().expiresAtMs() - opened.session().createdAtMs()) / 1000;
        cookies.set(ctx, COOKIE, opened.token(), seconds);
        return new Principal(who, opened.session(), Secrets.csrf(opened.token()));
    }

    /** Ends the session of the request, which came through the gate, and takes its cookie back. */
    public void end(Context ctx) {
        String token = token(ctx);
        if (token != null) {
            Principal caller = Gate.principal(ctx);
            note(ctx, "signed_out", caller.name(), caller.id());
            store.close(token);
        }
        cookies.set(ctx, COOKIE, "", 0);
    }

    /** Notes what somebody is about to do with sessions, in the audit. */
    public void note(Context ctx, String action, String by, String subject) {
        log.done(action, by, subject, addresses.of(ctx), Json.object());
    }

    /**
     * Notes that somebody was not let in, in the audit; else the gate does, with the route alone.
     *
     * @param what was asked for
     * @param why the answer
     */
    public void refused(Context ctx, String what, String why) {
        log.refused(null, what, addresses.of(ctx), why);
        Gate.noted(ctx);
    }

    /** The value of the request's cookie, or null. */
    @Nullable String token(Context ctx) {
        return cookies.read(ctx, COOKIE);
    }

    private Session.From from(Context ctx) {
        String agent = ctx.userAgent();
        String brief =
                agent == null ? null : agent.substring(0, Math.min(agent.length(), MAX_AGENT));
        return new Session.From(addresses.of(ctx), brief);
    }
}
