package dev.tocsin.desk.auth.certificate;

import dev.tocsin.desk.auth.Identity;
import dev.tocsin.desk.auth.Machines;
import io.javalin.http.Context;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Knows machines by the certificate of their connection, which TLS has checked. A browser shows a
 * certificate with every request, also with those that another site makes it send: what a browser
 * sends counts for nothing here.
 *
 * @param roles of machines
 */
public record CertificateCallers(CertificateRoles roles) implements Machines {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    @Override
    public @Nullable Identity identify(Context ctx) {
        boolean browser = ctx.header("Sec-Fetch-Site") != null || ctx.header("Origin") != null;
        return !browser
                        && ctx.req().getAttribute(CERTIFICATES) instanceof X509Certificate[] chain
                        && chain.length > 0
                ? roles.identity(chain[0])
                : null;
    }
}
