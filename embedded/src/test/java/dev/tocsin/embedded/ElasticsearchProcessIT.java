package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.embedded.ElasticsearchProcess.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchProcessIT {
    private static final Path ZIP = Path.of("target/elasticsearch/elasticsearch-8.19.21.zip");
    private static final Duration START = Duration.ofSeconds(90);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir Path temp;

    @Test
    void keepsWhatIsIndexedOverARestart() throws Exception {
        List<String> progress = new ArrayList<>();
        Options options =
                Options.of(ZIP, temp.resolve("es")).withHeap("512m").withProgress(progress::add);
        try (ElasticsearchProcess first = ElasticsearchProcess.start(options)) {
            first.awaitReady(START);
            call(first, "PUT", "/seen/_doc/1?refresh=true", "{\"answer\":42}");
            assertThat(first.isAlive()).isTrue();
            assertThat(first.pids()).hasSizeGreaterThan(1);
        }
        ElasticsearchProcess second = ElasticsearchProcess.start(options);
        try {
            second.awaitReady(START);
            assertThat(call(second, "GET", "/seen/_doc/1", "")).contains("\"answer\":42");
        } finally {
            second.closeAndDelete();
        }
        assertThat(second.isAlive()).isFalse();
        assertThat(second.dataDir()).doesNotExist();
        assertThat(progress).anyMatch(line -> line.startsWith("Elasticsearch is ready after"));
    }

    @Test
    void stopsANodeThatWasLeftBehind() throws Exception {
        Options options = Options.of(ZIP, temp.resolve("es")).withHeap("512m");
        ElasticsearchProcess lost = ElasticsearchProcess.start(options);
        ElasticsearchProcess.stopLeftover(options.dataDir());
        assertThat(lost.isAlive()).isFalse();
        lost.closeAndDelete();
    }

    @Test
    void namesATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Options options =
                    Options.of(ZIP, temp.resolve("es")).withHttpPort(taken.getLocalPort());
            assertThatThrownBy(() -> ElasticsearchProcess.start(options))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Expected port " + taken.getLocalPort())
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void saysWhichJdkIsMissing() {
        Options good = Options.of(ZIP, temp.resolve("es"));
        Options options =
                new Options(
                        good.distribution(),
                        good.dataDir(),
                        0,
                        "512m",
                        temp.resolve("no-jdk"),
                        good.progress());
        assertThatThrownBy(() -> ElasticsearchProcess.start(options))
                .hasMessageContaining("no-jdk")
                .hasMessageContaining("set JAVA_HOME to a JDK 25");
    }

    @Test
    void reportsTheEndOfTheOutputWhenTheServerFails() throws Exception {
        Options options = Options.of(ZIP, temp.resolve("es")).withHeap("nonsense");
        ElasticsearchProcess node = ElasticsearchProcess.start(options);
        try {
            assertThatThrownBy(() -> node.awaitReady(START))
                    .hasMessageContaining("it ended with exit code")
                    .hasMessageContaining("nonsense");
        } finally {
            node.closeAndDelete();
        }
    }

    @Test
    void saysWhereTheDistributionShouldBe() {
        Options options = Options.of(temp.resolve("none.zip"), temp.resolve("es"));
        assertThatThrownBy(() -> ElasticsearchProcess.start(options))
                .hasMessageContaining("none.zip")
                .hasMessageContaining("ELASTICSEARCH_URL");
        assertThat(Files.exists(temp.resolve("es"))).isFalse();
    }

    private String call(ElasticsearchProcess node, String method, String path, String body)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(node.url() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
