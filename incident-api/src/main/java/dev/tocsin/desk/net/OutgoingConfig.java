package dev.tocsin.desk.net;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import dev.tocsin.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings of outgoing calls.
 *
 * @param policy where they may go
 * @param authorities a PEM file of those who sign the certificates of the other side; null for
 *     those of the JDK
 */
public record OutgoingConfig(OutgoingPolicy policy, @Nullable Path authorities) {
    private static final String CA = "TOCSIN_API_OUTGOING_CA";

    /**
     * The settings of an environment.
     *
     * @throws IllegalArgumentException naming the variable that is wrong
     */
    public static OutgoingConfig from(Settings settings) {
        String file = settings.optional(CA);
        return new OutgoingConfig(
                OutgoingPolicy.from(settings), file == null ? null : Path.of(file));
    }

    /** Adds the settings to a description. */
    public Description describe(Description shown) {
        return policy.describe(shown).with(CA, authorities == null ? "" : authorities);
    }

    /**
     * Starts a client.
     *
     * @throws IllegalArgumentException when the file of authorities cannot be used
     */
    public OutgoingClient client() {
        try {
            return OutgoingClient.start(
                    policy,
                    OutgoingLimits.DEFAULT,
                    InetAddress::getAllByName,
                    new TlsFiles(null, null, authorities).read().trusted());
        } catch (IOException e) {
            throw new IllegalArgumentException(CA + ": " + e.getMessage(), e);
        }
    }
}
