package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What must hold before Elasticsearch is started; each failure says what to do. */
final class ElasticsearchChecks {
    /** Below this, Elasticsearch would soon refuse to index. */
    static final long MIN_DISK_BYTES = 1L << 30;

    private ElasticsearchChecks() {}

    /** The real path of a JDK that the user can run. */
    static Path java(Path javaHome, Unprivileged user) throws IOException {
        Path java = javaHome.resolve("bin/java");
        if (!Files.isExecutable(java)) {
            throw new IOException(
                    "Expected a JDK to run Elasticsearch, but there is no "
                            + java.toAbsolutePath()
                            + ": set JAVA_HOME to a JDK 25");
        }
        Path home = javaHome.toRealPath();
        if (!user.canReach(home.resolve("bin/java"))) {
            throw new IOException(
                    "Expected a JDK that user "
                            + Unprivileged.UID
                            + " can run, because Elasticsearch refuses to run as root, but "
                            + home
                            + " is below a private directory: install the JDK for all users (for"
                            + " example below /usr/lib/jvm), or run Tocsin as an ordinary user");
        }
        return home;
    }

    static void diskSpace(Path dir) throws IOException {
        long usable = Files.getFileStore(dir).getUsableSpace();
        if (usable < MIN_DISK_BYTES) {
            throw new IOException(
                    "Expected at least 1 GiB of free disk for Elasticsearch in "
                            + dir
                            + ", but found "
                            + (usable >> 20)
                            + " MiB: free some space, or choose another data directory");
        }
    }

    /** The port, if it is free; a free one for 0. */
    static int port(int wanted) throws IOException {
        int port = Ports.orFree(wanted);
        if (!Ports.isFree(port)) {
            throw new IOException(
                    "Expected port "
                            + port
                            + " on 127.0.0.1 to be free for Elasticsearch, but it is taken: stop"
                            + " what listens there (ss -ltnp 'sport = :"
                            + port
                            + "'), choose another port, or set ELASTICSEARCH_URL to use a server"
                            + " that runs");
        }
        return port;
    }
}
