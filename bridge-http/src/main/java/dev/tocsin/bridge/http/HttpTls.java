package dev.tocsin.bridge.http;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import dev.tocsin.tls.TlsFiles;
import java.time.Duration;

/**
 * TLS of the listener: in use when there is a certificate.
 *
 * @param files certificate chain, key, and the authorities of clients' certificates
 * @param clientRequired whether a client without a certificate is turned away
 * @param subjects which client sends as which source
 * @param reload how often the files are looked at
 */
record HttpTls(TlsFiles files, boolean clientRequired, ClientSubjects subjects, Duration reload) {
    private static final String PREFIX = "TOCSIN_HTTP_TLS";
    private static final String REQUIRED = "TOCSIN_HTTP_TLS_CLIENT_REQUIRED";
    private static final String SUBJECTS = "TOCSIN_HTTP_TLS_CLIENT_SUBJECTS";
    private static final String RELOAD = "TOCSIN_HTTP_TLS_RELOAD_MS";

    HttpTls {
        if (files.certificate() == null && files.authorities() != null) {
            throw new IllegalArgumentException(
                    "Expected "
                            + PREFIX
                            + "_CERTIFICATE beside "
                            + PREFIX
                            + "_CA, because without TLS no client shows a certificate, but found"
                            + " none");
        }
        if (files.authorities() == null && clientRequired) {
            throw new IllegalArgumentException(
                    "Expected " + PREFIX + "_CA beside " + REQUIRED + ", but found none");
        }
    }

    static HttpTls from(Settings settings) {
        return new HttpTls(
                TlsFiles.from(settings, PREFIX),
                settings.flag(REQUIRED, false),
                ClientSubjects.parse(SUBJECTS, settings.text(SUBJECTS, "")),
                settings.millis(RELOAD, Duration.ofSeconds(5)));
    }

    /** Whether the listener speaks TLS. */
    boolean inUse() {
        return files.certificate() != null;
    }

    Description describe(Description shown) {
        return files.describe(shown, PREFIX)
                .with(REQUIRED, clientRequired)
                .with(SUBJECTS, subjects)
                .with(RELOAD, reload.toMillis());
    }
}
