package dev.tocsin.topology.enrich;

import com.maxmind.db.Reader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in MaxMind's format, read whole into memory, and again when {@link #refresh} finds that it
 * changed. A file that cannot be read leaves the one before in use; one that is not there turns the
 * look-up off, and either is said once. Look-ups from any thread, refreshing from one.
 */
final class GeoDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(GeoDatabase.class);

    /** What tells a version of the file from another. */
    private record Version(long size, FileTime modified) {
        private static final Version ABSENT = new Version(-1, FileTime.fromMillis(0));

        static Version of(Path file) {
            try {
                return new Version(Files.size(file), Files.getLastModifiedTime(file));
            } catch (IOException _) {
                return ABSENT;
            }
        }
    }

    private final Path file;
    private @Nullable Version version;
    private volatile @Nullable Reader reader;

    GeoDatabase(Path file) {
        this.file = file;
    }

    /** Reads the file if it is not the one that was read. */
    void refresh() {
        Version now = Version.of(file);
        if (now.equals(version)) {
            return;
        }
        version = now;
        if (now.equals(Version.ABSENT)) {
            reader = null;
            LOG.warn(
                    "Expected a file in MaxMind's format at {}, but there is none; it is off",
                    file);
            return;
        }
        try {
            Reader read = new Reader(new File(file.toString()), Reader.FileMode.MEMORY);
            reader = read;
            LOG.info("{} of {} in use", read.getMetadata().databaseType(), file);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Expected a file in MaxMind's format at {}, but: {}", file, e.toString());
        }
    }

    /** What the file says of an address, or null. */
    @Nullable Map<?, ?> find(String address) {
        Reader now = reader;
        if (now == null) {
            return null;
        }
        try {
            return now.get(InetAddress.ofLiteral(address), Map.class);
        } catch (IOException | RuntimeException _) {
            return null;
        }
    }
}
