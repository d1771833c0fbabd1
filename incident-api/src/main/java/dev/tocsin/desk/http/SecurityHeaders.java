package dev.tocsin.desk.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Sets the headers that every answer carries. */
public final class SecurityHeaders implements Handler {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
                    + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
                    + "frame-ancestors 'none'";

    private static final String CSP = "Content-Security-Policy";

    private final boolean tls;

    /**
     * @param tls whether callers come over HTTPS
     */
    public SecurityHeaders(boolean tls) {
        this.tls = tls;
    }

    @Override
    public void handle(Context ctx) {
        ctx.header(CSP, POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (ctx.path().startsWith("/api/")) {
            ctx.header("Cache-Control", "no-store");
        }
        if (tls) {
            ctx.header("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** Lets the page of this answer show images that stand in its own style sheet. */
    public static void allowDataImages(Context ctx) {
        ctx.header(CSP, POLICY.replace("img-src 'self'", "img-src 'self' data:"));
    }
}
