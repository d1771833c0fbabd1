package dev.tocsin.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One instance of the topology, in a process of its own, with one thread. */
final class Instance implements AutoCloseable {
    private final Map<String, String> environment = new HashMap<>();
    private final Path state;
    private final Path log;
    private @Nullable TopologyProcess process;

    /**
     * @param directory where its state and its log are
     * @param name stays the same when it is started again
     */
    Instance(Broker broker, Path directory, String name) {
        this.state = directory.resolve("state-" + name);
        this.log = directory.resolve(name + ".log");
        environment.putAll(environment(broker, state, name));
    }

    /** The settings of one of several instances, with one thread. */
    static Map<String, String> environment(Broker broker, Path state, String name) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "TOCSIN_STATE_DIR",
                state.toString(),
                "TOCSIN_TOPOLOGY_INSTANCE",
                name,
                "TOCSIN_TOPOLOGY_THREADS",
                "1",
                "TOCSIN_TOPOLOGY_HEALTH_PORT",
                "-1");
    }

    /** With another setting, from the next start on. */
    Instance with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    void start() throws IOException {
        process = TopologyProcess.start(environment, log);
    }

    /** SIGKILL: nothing is finished, nothing is closed. */
    void kill() throws InterruptedException {
        running().kill();
    }

    void killAndStart() throws IOException, InterruptedException {
        running().kill();
        start();
    }

    /** An orderly stop; all that was on its disk is gone, and comes from the changelogs. */
    void stopAndStartWithoutState() throws IOException, InterruptedException {
        running().terminate();
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        start();
    }

    private TopologyProcess running() {
        if (process == null) {
            throw new AssertionError("Expected the instance to run, but it was not started");
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
