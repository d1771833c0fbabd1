package dev.tocsin.desk;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import dev.tocsin.desk.auth.certificate.CertificateRoles;
import dev.tocsin.tls.ServerTls;

/**
 * TLS of the API, when it speaks it itself and not a proxy before it.
 *
 * @param server its files, and whether clients must show a certificate
 * @param roles of machines that show a certificate
 */
public record DeskTls(ServerTls server, CertificateRoles roles) {
    private static final String PREFIX = "TOCSIN_API_TLS";
    private static final String ROLES = "TOCSIN_API_TLS_CLIENT_ROLES";

    /**
     * The settings of an environment.
     *
     * @throws IllegalArgumentException naming the variable that is wrong
     */
    static DeskTls from(Settings settings) {
        DeskTls tls =
                new DeskTls(
                        ServerTls.from(settings, PREFIX),
                        CertificateRoles.parse(ROLES, settings.text(ROLES, "")));
        boolean named = !tls.roles.entries().isEmpty();
        if (named && !tls.server.asksClients()) {
            throw new IllegalArgumentException(
                    "Expected " + PREFIX + "_CA beside " + ROLES + ", but found none");
        }
        if (!named && tls.server.asksClients() && !tls.server.clientRequired()) {
            throw new IllegalArgumentException(
                    "Expected "
                            + ROLES
                            + " beside "
                            + PREFIX
                            + "_CA, because no machine has a role without it, but found none");
        }
        return tls;
    }

    Description describe(Description shown) {
        return server.describe(shown, PREFIX).with(ROLES, roles);
    }
}
