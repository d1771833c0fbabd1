package dev.tocsin.bridge.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of who sends it.
 *
 * @param authorization the {@code Authorization} header, or null
 * @param origin the {@code Origin} header, which browsers set, or null
 */
record Credentials(@Nullable String authorization, @Nullable String origin) {
    static Credentials of(Context ctx) {
        return new Credentials(ctx.header("Authorization"), ctx.header("Origin"));
    }
}
