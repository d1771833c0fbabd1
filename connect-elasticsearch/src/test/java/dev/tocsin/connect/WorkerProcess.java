package dev.tocsin.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.embedded.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The worker as it is shipped: its own process, its own class path, 256 MiB of heap. */
final class WorkerProcess {
    private final Process process;
    private final String url;

    private WorkerProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static WorkerProcess start(String kafka, String elasticsearch, Path dir) throws IOException {
        int port = Ports.free();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx256m",
                        "-cp",
                        Path.of("target/worker/lib").toAbsolutePath() + "/*",
                        Main.class.getName());
        builder.environment()
                .putAll(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS",
                                kafka,
                                "ELASTICSEARCH_URL",
                                elasticsearch,
                                "TOCSIN_CONNECT_PORT",
                                "" + port,
                                "TOCSIN_CONNECT_DIR",
                                dir.toString(),
                                "TOCSIN_CONNECT_CONFIG",
                                "../connect-config"));
        builder.redirectErrorStream(true)
                .redirectOutput(Path.of("target/worker/worker.log").toFile());
        return new WorkerProcess(builder.start(), "http://127.0.0.1:" + port);
    }

    /** Whether every task of every connector runs, as the worker's REST API says. */
    boolean isRunning(Rest rest) throws InterruptedException {
        for (String connector : List.of("tocsin-events", "tocsin-alerts")) {
            JsonNode status = rest.get(url + "/connectors/" + connector + "/status");
            if (status.path("tasks").isEmpty()) {
                return false;
            }
            for (JsonNode task : status.path("tasks")) {
                if (!"RUNNING".equals(task.path("state").asText())) {
                    return false;
                }
            }
        }
        return true;
    }

    void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("Expected the worker to end on SIGTERM, but it did not");
        }
    }
}
