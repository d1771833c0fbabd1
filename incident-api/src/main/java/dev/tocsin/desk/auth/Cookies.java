package dev.tocsin.desk.auth;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * Cookies that scripts cannot read.
 *
 * @param tls whether browsers come over HTTPS: then they are {@code Secure} and bound to this host
 * @param sameSite whether they come along from other sites, as {@code Set-Cookie} says it
 * @param maxValue the longest value that is read
 */
public record Cookies(boolean tls, String sameSite, int maxValue) {
    private static final int MAX_TOKEN = 512;

    /** Cookies with a token, which other sites cannot send. */
    public static Cookies strict(boolean tls) {
        return new Cookies(tls, "Strict", MAX_TOKEN);
    }

    /** Cookies that come along when another site sends the browser here. */
    public static Cookies lax(boolean tls, int maxValue) {
        return new Cookies(tls, "Lax", maxValue);
    }

    /** The value of a cookie, or null. */
    public @Nullable String read(Context ctx, String name) {
        String value = ctx.cookie(full(name));
        return value == null || value.isEmpty() || value.length() > maxValue ? null : value;
    }

    /** Sets a cookie; 0 seconds take it back. */
    public void set(Context ctx, String name, String value, long seconds) {
        ctx.res()
                .addHeader(
                        "Set-Cookie",
                        full(name)
                                + "="
                                + value
                                + "; Path=/; HttpOnly; SameSite="
                                + sameSite
                                + "; Max-Age="
                                + seconds
                                + (tls ? "; Secure" : ""));
    }

    private String full(String name) {
        return tls ? "__Host-" + name : name;
    }
}
