package dev.tocsin.tls;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import dev.tocsin.id.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files of one side of TLS.
 *
 * @param certificate the certificate chain, own certificate first; null for none
 * @param key its private key without a password
 * @param authorities the authorities that the other side's certificates are signed by; null for
 *     those of the JDK (a client) or for none (a server)
 */
public record TlsFiles(@Nullable Path certificate, @Nullable Path key, @Nullable Path authorities) {

    /** What the variables of the three files end in. */
    private static final String CERTIFICATE = "_CERTIFICATE";

    private static final String KEY = "_KEY";
    private static final String CA = "_CA";

    /**
     * The files that the variables {@code <prefix>_CERTIFICATE}, {@code <prefix>_KEY} and {@code
     * <prefix>_CA} name.
     *
     * @throws IllegalArgumentException when there is a key without a certificate or the reverse
     */
    public static TlsFiles from(Settings settings, String prefix) {
        TlsFiles files =
                new TlsFiles(
                        path(settings, prefix + CERTIFICATE),
                        path(settings, prefix + KEY),
                        path(settings, prefix + CA));
        if ((files.certificate == null) != (files.key == null)) {
            throw new IllegalArgumentException(
                    "Expected both "
                            + prefix
                            + CERTIFICATE
                            + " and "
                            + prefix
                            + KEY
                            + " or none, but found one");
        }
        return files;
    }

    private static @Nullable Path path(Settings settings, String name) {
        String text = settings.optional(name);
        return text == null ? null : Path.of(text);
    }

    /** Adds the settings to a description. */
    public Description describe(Description shown, String prefix) {
        return shown.with(prefix + CERTIFICATE, text(certificate))
                .with(prefix + KEY, text(key))
                .with(prefix + CA, text(authorities));
    }

    private static String text(@Nullable Path path) {
        return path == null ? "" : path.toString();
    }

    /**
     * Reads the files.
     *
     * @throws IOException when one cannot be read or they do not fit together; the message names
     *     them and says why, never the key
     */
    public TlsMaterial read() throws IOException {
        try {
            return new TlsMaterial(
                    certificate == null || key == null
                            ? null
                            : TlsMaterial.identity(
                                    Files.readAllBytes(certificate), Files.readAllBytes(key)),
                    authorities == null
                            ? null
                            : TlsMaterial.trusted(Files.readAllBytes(authorities)));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    "Expected TLS files that can be used (certificate %s, key %s, authorities %s), but: %s"
                            .formatted(certificate, key, authorities, e.getMessage()),
                    e);
        }
    }

    /** A hash over the contents, by which a change is seen. */
    String fingerprint() throws IOException {
        MessageDigest hash = Sha256.digest();
        for (Path file : Stream.of(certificate, key, authorities).toList()) {
            if (file != null) {
                hash.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(hash.digest());
    }
}
