package dev.tocsin.tls;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import java.time.Duration;

/**
 * TLS of a listener: in use when there is a certificate.
 *
 * @param files certificate chain, key, and the authorities of clients' certificates
 * @param clientRequired whether a client without a certificate is turned away
 * @param reload how often the files are looked at
 */
public record ServerTls(TlsFiles files, boolean clientRequired, Duration reload) {
    private static final String REQUIRED = "_CLIENT_REQUIRED";
    private static final String RELOAD = "_RELOAD_MS";

    /**
     * The settings that begin with a prefix.
     *
     * @throws IllegalArgumentException when they do not fit together
     */
    public static ServerTls from(Settings settings, String prefix) {
        ServerTls tls =
                new ServerTls(
                        TlsFiles.from(settings, prefix),
                        settings.flag(prefix + REQUIRED, false),
                        settings.millis(prefix + RELOAD, Duration.ofSeconds(5)));
        if (!tls.inUse() && tls.files.authorities() != null) {
            throw new IllegalArgumentException(
                    "Expected "
                            + prefix
                            + "_CERTIFICATE beside "
                            + prefix
                            + "_CA, because without TLS no client shows a certificate, but found"
                            + " none");
        }
        if (tls.files.authorities() == null && tls.clientRequired) {
            throw new IllegalArgumentException(
                    "Expected " + prefix + "_CA beside " + prefix + REQUIRED + ", but found none");
        }
        return tls;
    }

    /** Whether the listener speaks TLS. */
    public boolean inUse() {
        return files.certificate() != null;
    }

    /** Whether clients are asked for a certificate. */
    public boolean asksClients() {
        return files.authorities() != null;
    }

    /** Adds the settings to a description. */
    public Description describe(Description shown, String prefix) {
        return files.describe(shown, prefix)
                .with(prefix + REQUIRED, clientRequired)
                .with(prefix + RELOAD, reload.toMillis());
    }
}
