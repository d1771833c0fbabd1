package dev.tocsin.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits for a node to answer that it can index. */
final class Readiness {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LINES = 15;

    private final ElasticsearchProcess node;
    private final Path console;

    Readiness(ElasticsearchProcess node, Path console) {
        this.node = node;
        this.console = console;
    }

    void await(Duration timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            while (!answers(client)) {
                if (node.process().waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failure("it ended with exit code " + node.process().exitValue());
                }
                if (System.nanoTime() > deadline) {
                    throw failure("it has not answered within " + timeout.toSeconds() + " s");
                }
            }
        }
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        URI health = URI.create(node.url() + "/_cluster/health?wait_for_status=yellow&timeout=1s");
        HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private IOException failure(String found) throws IOException {
        List<String> lines = Files.exists(console) ? Files.readAllLines(console) : List.of();
        String tail =
                String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        return new IOException(
                "Expected Elasticsearch to answer at "
                        + node.url()
                        + ", but "
                        + found
                        + ". The end of "
                        + console
                        + ":\n  "
                        + tail);
    }
}
