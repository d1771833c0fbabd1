package dev.tocsin.launcher.supervise;

import dev.tocsin.embedded.ElasticsearchProcess;
import dev.tocsin.embedded.ElasticsearchProcess.Options;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.Settings.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real Elasticsearch. Unpacking it takes seconds, so it starts on a thread of its own and
 * counts as alive meanwhile.
 */
final class ElasticsearchChild implements Child {
    static final String NAME = "elasticsearch";

    private final Settings settings;
    private final Consumer<String> progress;
    private final Probe probe;
    private volatile @Nullable ElasticsearchProcess process;
    private volatile @Nullable Thread starting;
    private volatile String failure = "";

    ElasticsearchChild(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.probe =
                Probe.http(
                        "http://127.0.0.1:"
                                + settings.port(Port.ELASTICSEARCH)
                                + "/_cluster/health?wait_for_status=yellow&timeout=1s");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        failure = "";
        starting = Thread.ofVirtual().name("start-elasticsearch").start(this::open);
    }

    @Override
    public boolean isAlive() {
        Thread opening = starting;
        ElasticsearchProcess running = process;
        return (opening != null && opening.isAlive()) || (running != null && running.isAlive());
    }

    @Override
    public long pid() {
        ElasticsearchProcess running = process;
        return running == null ? 0 : running.pid();
    }

    @Override
    public boolean isHealthy() {
        return process != null && probe.ask();
    }

    @Override
    public String failure() {
        return failure;
    }

    @Override
    public void stop() {
        try {
            Thread opening = starting;
            if (opening != null) {
                opening.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ElasticsearchProcess running = process;
        if (running != null) {
            running.close();
        }
    }

    private void open() {
        try {
            ElasticsearchProcess started =
                    ElasticsearchProcess.start(
                            Options.of(distribution(), settings.home().resolve(NAME))
                                    .withHttpPort(settings.port(Port.ELASTICSEARCH))
                                    .withHeap("1g")
                                    .withProgress(progress));
            linkLog(started.logs().resolve("console.log"));
            process = started;
        } catch (IOException e) {
            failure = e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    /**
     * So that {@code ./tocsin logs elasticsearch} finds it wherever the server had to be placed.
     */
    private void linkLog(Path console) throws IOException {
        Path link = settings.home().resolve("logs").resolve(NAME + ".log");
        Files.createDirectories(settings.home().resolve("logs"));
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, console);
    }

    private Path distribution() throws IOException {
        Path directory = settings.root().resolve("embedded/target/elasticsearch");
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                Path zip =
                        files.filter(file -> file.toString().endsWith(".zip"))
                                .findFirst()
                                .orElse(null);
                if (zip != null) {
                    return zip;
                }
            }
        }
        throw new IOException(
                "Expected the Elasticsearch distribution in %s, but it is not there. Build again with ./tocsin verify, or set ELASTICSEARCH_URL to a server of yours"
                        .formatted(directory));
    }
}
