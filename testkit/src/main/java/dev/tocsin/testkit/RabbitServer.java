package dev.tocsin.testkit;

import dev.tocsin.embedded.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The distribution's RabbitMQ as a child process: an own node with its own files, port mapper and
 * ports, on the loopback address. Closing it stops the node in an orderly way; its messages stay in
 * the directory and are there again when it is started on it with the same port.
 */
public final class RabbitServer implements AutoCloseable {
    private static final Path SCRIPT = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Process portMapper;
    private final Process node;
    private final int port;

    private RabbitServer(Process portMapper, Process node, int port) {
        this.portMapper = portMapper;
        this.node = node;
        this.port = port;
    }

    /** Whether the distribution's package is installed, so that {@link #start} can work. */
    public static boolean installed() {
        return Files.isExecutable(SCRIPT) && Files.isExecutable(Path.of("/usr/bin/epmd"));
    }

    /** Starts a node on a free port. */
    public static RabbitServer start(Path directory) throws IOException {
        return start(directory, Ports.free());
    }

    /**
     * Starts a node and waits until it takes connections.
     *
     * @param directory its files; continued when there are some
     * @throws IOException when it does not come up; the message names its log
     */
    public static RabbitServer start(Path directory, int port) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("rabbitmq.conf"),
                "listeners.tcp.default = 127.0.0.1:" + port + "\nloopback_users = none\n");
        Files.writeString(directory.resolve("enabled_plugins"), "[].\n");
        Files.writeString(directory.resolve("rabbitmq-env.conf"), "");
        Path log = directory.resolve("server.log");
        Map<String, String> env = environment(directory, port, Ports.free(), Ports.free());
        Process portMapper = process(env, log, List.of("/usr/bin/epmd", "-address", "127.0.0.1"));
        Process node = process(env, log, List.of(SCRIPT.toString(), "-noinput"));
        RabbitServer server = new RabbitServer(portMapper, node, port);
        server.awaitListening(log);
        return server;
    }

    private static Map<String, String> environment(
            Path directory, int port, int distPort, int mapperPort) {
        String home = directory.toAbsolutePath().toString();
        return Map.ofEntries(
                Map.entry("HOME", home),
                Map.entry("ERL_EPMD_PORT", "" + mapperPort),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                // The script becomes the node itself, so that a signal reaches it.
                Map.entry("RABBITMQ_ALLOW_INPUT", "true"),
                Map.entry("RABBITMQ_NODENAME", "tocsin" + port + "@localhost"),
                Map.entry("RABBITMQ_NODE_PORT", "" + port),
                Map.entry("RABBITMQ_DIST_PORT", "" + distPort),
                Map.entry("RABBITMQ_CONF_ENV_FILE", home + "/rabbitmq-env.conf"),
                Map.entry("RABBITMQ_CONFIG_FILE", home + "/rabbitmq.conf"),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", home + "/enabled_plugins"),
                Map.entry("RABBITMQ_MNESIA_BASE", home + "/mnesia"),
                Map.entry("RABBITMQ_LOG_BASE", home + "/log"),
                Map.entry("RABBITMQ_PID_FILE", home + "/rabbitmq.pid"));
    }

    private static Process process(Map<String, String> env, Path log, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(env);
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
    }

    private void awaitListening(Path log) throws IOException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!listens()) {
            if (!node.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException(
                        "Expected RabbitMQ to listen on port "
                                + port
                                + ", but it did not; see "
                                + log);
            }
            pause();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void pause() throws IOException {
        try {
            if (node.waitFor(100, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while RabbitMQ was starting", e);
        }
    }

    /** For the client's {@code setUri}. */
    public String uri() {
        return "amqp://guest:guest@127.0.0.1:" + port;
    }

    /** The port of AMQP. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        stop(node);
        stop(portMapper);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
