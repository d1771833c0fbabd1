package dev.tocsin.bridge.http;

import io.javalin.http.Context;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of who sends it.
 *
 * @param authorization the {@code Authorization} header, or null
 * @param origin the {@code Origin} header, which browsers set, or null
 * @param subject of the certificate that the client showed and an authority signed, or null
 */
record Credentials(
        @Nullable String authorization, @Nullable String origin, @Nullable X500Principal subject) {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    static Credentials of(Context ctx) {
        return new Credentials(ctx.header("Authorization"), ctx.header("Origin"), subject(ctx));
    }

    private static @Nullable X500Principal subject(Context ctx) {
        return ctx.req().getAttribute(CERTIFICATES) instanceof X509Certificate[] chain
                        && chain.length > 0
                ? chain[0].getSubjectX500Principal()
                : null;
    }
}
