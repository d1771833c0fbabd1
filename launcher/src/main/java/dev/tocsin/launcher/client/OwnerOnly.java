package dev.tocsin.launcher.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner can read, and that are whole or not there. */
final class OwnerOnly {
    private OwnerOnly() {}

    /** Writes a file from a stream: first beside it, and under its name when it is complete. */
    static void write(Path file, InputStream from) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path part =
                Files.createTempFile(
                        directory,
                        file.getFileName() + ".",
                        ".part",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                from.transferTo(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
