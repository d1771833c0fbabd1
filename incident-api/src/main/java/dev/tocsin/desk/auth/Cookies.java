package dev.tocsin.desk.auth;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * Cookies that scripts cannot read and other sites cannot send.
 *
 * @param tls whether browsers come over HTTPS: then they are {@code Secure} and bound to this host
 */
public record Cookies(boolean tls) {
    private static final int MAX_VALUE = 512;

    /** The value of a cookie, or null. */
    public @Nullable String read(Context ctx, String name) {
        String value = ctx.cookie(full(name));
        return value == null || value.isEmpty() || value.length() > MAX_VALUE ? null : value;
    }

    /** Sets a cookie; 0 seconds take it back. */
    public void set(Context ctx, String name, String value, long seconds) {
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        full(name)
                                + "="
                                + value
                                + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
                                + seconds
                                + (tls ? "; Secure" : ""));
    }

    private String full(String name) {
        return tls ? "__Host-" + name : name;
    }
}
