package dev.tocsin.embedded;

import dev.tocsin.id.ContentId;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The user that runs a server which refuses root: this process's own user, or {@value #UID}
 * (nobody) when this process is root.
 */
final class Unprivileged {
    /** The user and group id of nobody. */
    static final int UID = 65534;

    private static final Path FALLBACK = Path.of("/var/tmp");

    private final boolean root;

    private Unprivileged(boolean root) {
        this.root = root;
    }

    static Unprivileged current() throws IOException {
        Path self = Path.of("/proc/self");
        return new Unprivileged(Files.exists(self) && uid(self) == 0);
    }

    /** The command that runs {@code command} as that user, in the same process. */
    List<String> command(String... command) throws IOException {
        List<String> all = new ArrayList<>();
        if (root) {
            all.add(setpriv());
            all.addAll(List.of("--reuid=" + UID, "--regid=" + UID, "--clear-groups"));
        }
        all.addAll(List.of(command));
        return all;
    }

    /** The path itself, or where to put it when that user could not reach it. */
    Path reachable(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        if (canReach(absolute)) {
            return absolute;
        }
        Path place = FALLBACK.resolve("tocsin-" + hash(absolute));
        if (Files.exists(place) && uid(place) != 0) {
            throw new IOException(
                    "Expected "
                            + place
                            + " to belong to root, but it belongs to user "
                            + uid(place)
                            + ": remove it, or move Tocsin to a directory that every user can enter"
                            + " (for example below /opt)");
        }
        return place.resolve(absolute.getFileName().toString());
    }

    /** Deletes the directory that {@link #reachable} put a deleted path in, when it is empty. */
    static void forget(Path placed) throws IOException {
        Path place = placed.getParent();
        if (place != null && FALLBACK.equals(place.getParent())) {
            try {
                Files.deleteIfExists(place);
            } catch (DirectoryNotEmptyException _) {
                // something else was placed beside it
            }
        }
    }

    /** Whether that user can enter every directory on the way to a path that exists so far. */
    boolean canReach(Path absolute) throws IOException {
        if (!root) {
            return true;
        }
        for (Path at = absolute.getParent(); at != null; at = at.getParent()) {
            if (Files.exists(at)
                    && uid(at) != UID
                    && !Files.getPosixFilePermissions(at)
                            .contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    /** Gives a directory and all in it to that user. */
    void own(Path dir) throws IOException {
        if (!root) {
            return;
        }
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.setAttribute(path, "unix:uid", UID, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", UID, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Makes a directory and its missing parents, which every user can enter. */
    static void createDirectories(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            createParent(dir);
            Files.createDirectory(dir);
            readable(dir, true);
        }
    }

    /** Makes the directories that a path stands in. */
    static void createParent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent != null) {
            createDirectories(parent);
        }
    }

    /** Lets every user read a file, and enter or run it if asked. */
    static void readable(Path path, boolean executable) throws IOException {
        Set<PosixFilePermission> bits =
                PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
        Files.setPosixFilePermissions(path, bits);
    }

    private static String setpriv() throws IOException {
        for (String dir : List.of("/usr/bin", "/bin", "/usr/sbin", "/usr/local/bin")) {
            Path tool = Path.of(dir, "setpriv");
            if (Files.isExecutable(tool)) {
                return tool.toString();
            }
        }
        throw new IOException(
                "Expected the tool setpriv, because Elasticsearch refuses to run as root, but it is"
                        + " not installed: install util-linux, or run Tocsin as an ordinary user");
    }

    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static String hash(Path path) {
        return ContentId.of(String.valueOf(path.getParent())).substring(0, 12);
    }
}
