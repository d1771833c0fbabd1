package dev.tocsin.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An unpacked distribution of Elasticsearch. A zip is unpacked once per version; the directory
 * appears whole or not at all, so that several processes may do it at the same time.
 *
 * @param dir the directory that holds {@code bin} and {@code lib}
 */
record ElasticsearchHome(Path dir) {

    static ElasticsearchHome of(Path distribution, Unprivileged user, Consumer<String> progress)
            throws IOException {
        if (Files.isDirectory(distribution)) {
            return new ElasticsearchHome(directory(distribution.toAbsolutePath(), user));
        }
        if (!Files.isRegularFile(distribution)) {
            throw new IOException(
                    "Expected the distribution of Elasticsearch at "
                            + distribution.toAbsolutePath()
                            + ", but it is not there: build the module 'embedded', which puts it"
                            + " there, or set ELASTICSEARCH_URL to a server of your own");
        }
        return new ElasticsearchHome(unpacked(distribution, user, progress));
    }

    Path executable() {
        return dir.resolve("bin/elasticsearch");
    }

    /** Whether this distribution has a module, such as {@code x-pack-ml}. */
    boolean hasModule(String name) {
        return Files.isDirectory(dir.resolve("modules").resolve(name));
    }

    private static Path directory(Path home, Unprivileged user) throws IOException {
        if (!Files.isExecutable(home.resolve("bin/elasticsearch"))) {
            throw new IOException(
                    "Expected a distribution of Elasticsearch in "
                            + home
                            + ", but there is no bin/elasticsearch: give its zip or its unpacked"
                            + " directory");
        }
        if (!user.canReach(home.resolve("bin"))) {
            throw new IOException(
                    "Expected an Elasticsearch that user "
                            + Unprivileged.UID
                            + " can read, but "
                            + home
                            + " is below a private directory: move it, for example below /opt");
        }
        return home;
    }

    private static Path unpacked(Path zip, Unprivileged user, Consumer<String> progress)
            throws IOException {
        String name = zip.getFileName().toString().replaceFirst("\\.zip$", "");
        Path home = user.reachable(zip.resolveSibling(name));
        if (Files.isDirectory(home)) {
            return home;
        }
        progress.accept("Unpacking " + zip.getFileName() + " to " + home);
        Unprivileged.createParent(home);
        Path work = home.resolveSibling("." + name + "-" + ProcessHandle.current().pid());
        Trees.delete(work);
        Unprivileged.createDirectories(work);
        unzip(zip, work);
        try {
            Files.move(work, home);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Trees.delete(work);
        }
        return home;
    }

    /** Unpacks, without the first directory of each name, which carries the version. */
    private static void unzip(Path zip, Path to) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                Path target = to.resolve(name).normalize();
                if (!target.startsWith(to)) {
                    throw new IOException(
                            "Expected only names inside the archive, but found " + name);
                }
                if (entry.isDirectory()) {
                    Unprivileged.createDirectories(target);
                } else {
                    try (InputStream in = file.getInputStream(entry)) {
                        extract(in, target, name.startsWith("bin/"));
                    }
                }
            }
        }
    }

    private static void extract(InputStream in, Path target, boolean executable)
            throws IOException {
        Unprivileged.createParent(target);
        Files.copy(in, target);
        Unprivileged.readable(target, executable);
    }
}
