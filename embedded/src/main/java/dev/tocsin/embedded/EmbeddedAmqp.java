package dev.tocsin.embedded;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;

/**
 * An AMQP 0-9-1 listener (Apache Qpid Broker-J) inside this JVM, on the loopback address, with
 * durable queues on disk. A stand-in for RabbitMQ on a machine that has none: same protocol, same
 * client, user {@code guest} with password {@code guest}.
 */
public final class EmbeddedAmqp implements AutoCloseable {
    private static final String CONFIGURATION = "amqp.json";

    private final SystemLauncher launcher;
    private final int port;

    private EmbeddedAmqp(SystemLauncher launcher, int port) {
        this.launcher = launcher;
        this.port = port;
    }

    /**
     * Starts the listener.
     *
     * @param directory where queues and messages are kept
     * @param wantedPort 0 for any
     * @throws IOException when it does not start; the message names the port
     */
    public static EmbeddedAmqp start(Path directory, int wantedPort) throws IOException {
        Files.createDirectories(directory);
        int port = Ports.orFree(wantedPort);
        if (!Ports.isFree(port)) {
            throw new IOException(
                    "Expected port "
                            + port
                            + " for AMQP to be free, but something listens there. Set TOCSIN_AMQP_PORT to another one");
        }
        // Derby's own log goes beside its data, not into the working directory.
        System.setProperty("derby.stream.error.file", directory.resolve("derby.log").toString());
        SystemLauncher launcher = new SystemLauncher();
        try {
            launcher.startup(attributes(directory, port));
        } catch (Exception e) {
            launcher.shutdown();
            throw new IOException(
                    "Expected the AMQP listener to start on port "
                            + port
                            + ", but: "
                            + e.getMessage(),
                    e);
        }
        return new EmbeddedAmqp(launcher, port);
    }

    /** For the client's {@code setUri}. */
    public String uri() {
        return "amqp://guest:guest@127.0.0.1:" + port;
    }

    @Override
    public void close() {
        launcher.shutdown();
    }

    private static Map<String, Object> attributes(Path directory, int port) {
        URL configuration = EmbeddedAmqp.class.getResource(CONFIGURATION);
        if (configuration == null) {
            throw new IllegalStateException(
                    "Expected the resource " + CONFIGURATION + ", but it is absent");
        }
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("type", "Memory");
        attributes.put("initialConfigurationLocation", configuration.toExternalForm());
        attributes.put("startupLoggedToSystemOut", "false");
        attributes.put(
                "context",
                Map.of(
                        "qpid.amqp_port", "" + port,
                        "qpid.work_dir", directory.toAbsolutePath().toString(),
                        "tocsin.store", directory.resolve("messages").toAbsolutePath().toString()));
        return attributes;
    }
}
