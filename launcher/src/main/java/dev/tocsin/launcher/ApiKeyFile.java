package dev.tocsin.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The first administrator's key of an all-in-one machine: made once, kept in {@code
 * <home>/api-key}, readable by its owner alone.
 */
public final class ApiKeyFile {
    private static final int BYTES = 32;

    private ApiKeyFile() {}

    /** The key in {@code home}, made when it is absent; {@code TOCSIN_API_KEY} goes before it. */
    public static String of(Settings settings) throws IOException {
        String given = settings.get("TOCSIN_API_KEY");
        if (given != null) {
            return given;
        }
        Path file = settings.home().resolve("api-key");
        if (!Files.exists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Files.createDirectories(settings.home());
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    file,
                    "tocsin_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return Files.readString(file).strip();
    }
}
