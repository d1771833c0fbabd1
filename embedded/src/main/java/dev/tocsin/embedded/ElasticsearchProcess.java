package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The real Elasticsearch server as a child process: one node on 127.0.0.1, without security, for
 * one machine and for tests. Its data survives {@link #close()}.
 *
 * <p>Elasticsearch refuses to run as root. When this process is root, the child runs as the user
 * {@value Unprivileged#UID} (nobody) and owns the directories that it writes to; a directory that
 * this user cannot reach, such as one below a private home, is placed at {@code
 * /var/tmp/tocsin-<hash of the path>} instead: {@link #dataDir()} and {@link #home()} say where.
 */
public final class ElasticsearchProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Process process;
    private final ElasticsearchHome home;
    private final ElasticsearchDirs dirs;
    private final int port;
    private final Consumer<String> progress;

    private ElasticsearchProcess(
            Process process,
            ElasticsearchHome home,
            ElasticsearchDirs dirs,
            int port,
            Consumer<String> progress) {
        this.process = process;
        this.home = home;
        this.dirs = dirs;
        this.port = port;
        this.progress = progress;
    }

    /**
     * Where to run what.
     *
     * @param distribution the distribution: its zip, which is unpacked beside itself once, or the
     *     unpacked directory
     * @param dataDir directory of this node; made when absent, kept by {@link #close()}
     * @param httpPort the port of the REST API; 0 picks a free one
     * @param heap size of the Java heap, for example {@code 1g}
     * @param javaHome the JDK that runs it, at least 17
     * @param progress told one line per long step
     */
    public record Options(
            Path distribution,
            Path dataDir,
            int httpPort,
            String heap,
            Path javaHome,
            Consumer<String> progress) {

        /** A free port, 1 GiB of heap, the JDK of this process, and no progress. */
        public static Options of(Path distribution, Path dataDir) {
            Path java = Path.of(System.getProperty("java.home"));
            return new Options(distribution, dataDir, 0, "1g", java, _ -> {});
        }

        /** The same with another port. */
        public Options withHttpPort(int port) {
            return new Options(distribution, dataDir, port, heap, javaHome, progress);
        }

        /** The same with another size of the heap. */
        public Options withHeap(String size) {
            return new Options(distribution, dataDir, httpPort, size, javaHome, progress);
        }

        /** The same with a listener for progress. */
        public Options withProgress(Consumer<String> listener) {
            return new Options(distribution, dataDir, httpPort, heap, javaHome, listener);
        }
    }

    /**
     * Unpacks the distribution when needed, stops a node that an earlier process left behind on the
     * same data, and starts. Returns before the node answers: see {@link #awaitReady}.
     *
     * @throws IOException when it cannot be started; the message says what to do
     */
    public static ElasticsearchProcess start(Options options) throws IOException {
        Unprivileged user = Unprivileged.current();
        Path java = ElasticsearchChecks.java(options.javaHome(), user);
        ElasticsearchDirs dirs = ElasticsearchDirs.locate(options.dataDir(), user);
        Leftover.stop(dirs, options.progress());
        int port = ElasticsearchChecks.port(options.httpPort());
        ElasticsearchHome home =
                ElasticsearchHome.of(options.distribution(), user, options.progress());
        dirs.create();
        ElasticsearchChecks.diskSpace(dirs.root());
        ElasticsearchSettings.write(home, dirs, port, options.heap());
        user.own(dirs.root());
        options.progress().accept("Starting Elasticsearch on 127.0.0.1:" + port);
        Process process = launch(home, dirs, java, user);
        Leftover.remember(process.toHandle(), dirs);
        return new ElasticsearchProcess(process, home, dirs, port, options.progress());
    }

    /**
     * Stops the node that an earlier process, now gone, started on this data directory; does
     * nothing when there is none.
     */
    public static void stopLeftover(Path dataDir) throws IOException {
        ElasticsearchDirs dirs = ElasticsearchDirs.locate(dataDir, Unprivileged.current());
        Leftover.stop(dirs, _ -> {});
    }

    /** Base address of the REST API, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The port of the REST API. */
    public int port() {
        return port;
    }

    /** The child's process id; its own child is the server. */
    public long pid() {
        return process.pid();
    }

    /** The ids of the child and of what it started. */
    public List<Long> pids() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Whether the child runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The directory that holds configuration, data, logs and snapshots. */
    public Path dataDir() {
        return dirs.root();
    }

    /** The directory of the unpacked distribution. */
    public Path home() {
        return home.dir();
    }

    /** The directory with the server's logs; {@code console.log} has the child's output. */
    public Path logs() {
        return dirs.logs();
    }

    /**
     * Waits until the node answers and can index.
     *
     * @return this
     * @throws IOException when the child ends, or does not answer in time; the message ends with
     *     the last lines of its output
     * @throws InterruptedException when interrupted
     */
    public ElasticsearchProcess awaitReady(Duration timeout)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        new Readiness(this, dirs.console()).await(timeout);
        long took = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        progress.accept("Elasticsearch is ready after " + took + " s");
        return this;
    }

    /** Ends when the child has ended. */
    public Process process() {
        return process;
    }

    /** SIGTERM, then SIGKILL after 20 s. Harmless when it has ended. */
    @Override
    public void close() {
        Leftover.stop(process.toHandle(), STOP);
        dirs.forgetPid();
    }

    /** {@link #close()}, and deletes {@link #dataDir()}: for tests. */
    public void closeAndDelete() throws IOException {
        close();
        dirs.delete();
    }

    private static Process launch(
            ElasticsearchHome home, ElasticsearchDirs dirs, Path java, Unprivileged user)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(user.command(home.executable().toString()));
        builder.directory(dirs.root().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ES_"));
        List.of("JAVA_HOME", "JAVA_OPTS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "CLI_JAVA_OPTS")
                .forEach(builder.environment()::remove);
        builder.environment().put("ES_JAVA_HOME", java.toString());
        builder.environment().put("ES_PATH_CONF", dirs.config().toString());
        builder.environment().put("ES_TMPDIR", dirs.tmp().toString());
        builder.redirectErrorStream(true).redirectOutput(dirs.console().toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
