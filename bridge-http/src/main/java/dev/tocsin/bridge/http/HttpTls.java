package dev.tocsin.bridge.http;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import dev.tocsin.tls.ServerTls;

/**
 * TLS of the listener.
 *
 * @param server its files, and whether clients must show a certificate
 * @param subjects which client sends as which source
 */
record HttpTls(ServerTls server, ClientSubjects subjects) {
    private static final String PREFIX = "TOCSIN_HTTP_TLS";
    private static final String SUBJECTS = "TOCSIN_HTTP_TLS_CLIENT_SUBJECTS";

    static HttpTls from(Settings settings) {
        return new HttpTls(
                ServerTls.from(settings, PREFIX),
                ClientSubjects.parse(SUBJECTS, settings.text(SUBJECTS, "")));
    }

    Description describe(Description shown) {
        return server.describe(shown, PREFIX).with(SUBJECTS, subjects);
    }
}
