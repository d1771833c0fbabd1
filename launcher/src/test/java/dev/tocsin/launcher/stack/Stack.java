package dev.tocsin.launcher.stack;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.embedded.Ports;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.Settings.Port;
import dev.tocsin.launcher.client.AlertStream;
import dev.tocsin.launcher.client.AmqpSender;
import dev.tocsin.launcher.client.IngestClient;
import dev.tocsin.launcher.client.RestClient;
import dev.tocsin.launcher.client.SearchClient;
import dev.tocsin.launcher.supervise.MachineStatus;
import dev.tocsin.launcher.supervise.MachineStatus.ChildStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A whole machine as {@code ./tocsin up} starts it, in a directory and on ports of its own: real
 * processes, real servers. Rules are a copy that tests may change.
 */
public final class Stack implements AutoCloseable {
    public static final String API_KEY = "stack-tests-key-of-an-administrator";
    private static final Duration START = Duration.ofMinutes(3);
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private final Path home;
    private final Map<String, String> env;
    private final Settings settings;
    private Process supervisor;

    private Stack(Path home, Map<String, String> env) {
        this.home = home;
        this.env = env;
        this.settings = Settings.from(env);
    }

    /** Starts a machine in a new directory and waits until it is healthy. */
    public static Stack start() throws IOException {
        Path home = Files.createTempDirectory("tocsin-stack");
        Path rules = home.resolve("rules");
        copy(ROOT.resolve("correlation-rules/rules"), rules);
        Map<String, String> env = new LinkedHashMap<>();
        env.put("TOCSIN_ROOT", ROOT.toString());
        env.put("TOCSIN_HOME", home.resolve("data").toString());
        env.put("TOCSIN_RULES_DIR", rules.toString());
        env.put("TOCSIN_API_KEY", API_KEY);
        env.put("TOCSIN_INGEST_TOKENS", "app=app-token");
        for (Port port : Port.values()) {
            env.put(port.setting(), "" + Ports.free());
        }
        Stack stack = new Stack(home, env);
        stack.up();
        return stack;
    }

    /** Starts the processes on the data that is there. */
    public void up() throws IOException {
        Path log =
                Files.createDirectories(settings.home().resolve("logs")).resolve("supervisor.log");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.tocsin.launcher.Tocsin",
                        "serve");
        builder.environment().putAll(env);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        supervisor = builder.start();
        await().atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .failFast("The supervisor has ended; see " + log, () -> !supervisor.isAlive())
                .until(this::isReady);
    }

    /** Stops the processes; the data stays. */
    public void down() throws InterruptedException {
        supervisor.destroy();
        if (!supervisor.waitFor(90, TimeUnit.SECONDS)) {
            supervisor.destroyForcibly().waitFor();
            throw new IllegalStateException("Expected the supervisor to stop within 90 s");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            down();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (System.getProperty("tocsin.test.keep") == null) {
            try (Stream<Path> files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    public Settings settings() {
        return settings;
    }

    public Path rules() {
        return settings.rules();
    }

    public IngestClient http() {
        return new IngestClient(settings.ingest());
    }

    public AmqpSender amqp() throws IOException {
        return new AmqpSender(settings.rabbit());
    }

    public RestClient desk() {
        return new RestClient(settings.api(), Map.of("Authorization", "Bearer " + API_KEY));
    }

    public AlertStream stream(Consumer<AlertStream.Message> listener)
            throws IOException, InterruptedException {
        return new AlertStream(settings.api(), API_KEY, listener);
    }

    public MachineStatus status() throws IOException {
        return MachineStatus.read(settings.home()).orElseThrow();
    }

    public ChildStatus child(String name) throws IOException {
        return status().children().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** SIGKILL. */
    public void kill(String child) throws IOException {
        ProcessHandle.of(child(child).pid()).orElseThrow().destroyForcibly();
    }

    public boolean isReady() throws IOException {
        return MachineStatus.read(settings.home())
                .filter(status -> status.pid() == supervisor.pid())
                .filter(MachineStatus::ready)
                .isPresent();
    }

    /** How many events Elasticsearch has whose id begins with {@code prefix}. */
    public long indexedEvents(String prefix) throws IOException, InterruptedException {
        return new SearchClient(settings).events(prefix);
    }

    /** The alerts in Elasticsearch of one rule and one value of a context field. */
    public JsonNode indexedAlerts(String rule, String field, String value)
            throws IOException, InterruptedException {
        return new SearchClient(settings).alerts(rule, field, value);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
