package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A check that a server has room to start, so that a full disk is named and not guessed at. */
public final class DiskSpace {
    private DiskSpace() {}

    /**
     * Checks the free space below a directory that exists.
     *
     * @throws IOException when fewer than {@code bytes} are usable; the message says what to do
     */
    public static void require(Path directory, long bytes) throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        if (usable < bytes) {
            throw new IOException(
                    "Expected at least %d MiB of free disk below %s, but %d MiB are left. Free some, or set TOCSIN_HOME to another disk"
                            .formatted(bytes >> 20, directory, usable >> 20));
        }
    }
}
