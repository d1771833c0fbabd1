package dev.tocsin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.embedded.ElasticsearchProcess;
import dev.tocsin.embedded.ElasticsearchProcess.Options;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Elasticsearch with the project's templates, to be filled with events. */
public final class EventServer implements AutoCloseable {
    private static final Path CONFIG = Path.of("../connect-config");
    private static final Path ZIP =
            Path.of("../embedded/target/elasticsearch/elasticsearch-8.19.21.zip");

    private final ElasticsearchProcess process;
    private final HttpClient http = HttpClient.newHttpClient();

    public EventServer(Path directory) throws IOException, InterruptedException {
        process =
                ElasticsearchProcess.start(
                                Options.of(ZIP, directory.resolve("es")).withHeap("400m"))
                        .awaitReady(Duration.ofMinutes(2));
        for (String kind : List.of("component-template", "index-template")) {
            try (Stream<Path> files = Files.list(CONFIG.resolve(kind + "s"))) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString().replace(".json", "");
                    send("PUT", "/_" + kind.replace('-', '_') + "/" + name, Files.readString(file));
                }
            }
        }
    }

    public URI address() {
        return URI.create(process.url());
    }

    /** Indexes events of a day by their ids, and makes them searchable. */
    public void index(String day, Map<String, JsonNode> events)
            throws IOException, InterruptedException {
        StringBuilder bulk = new StringBuilder();
        for (Map.Entry<String, JsonNode> event : events.entrySet()) {
            ObjectNode action = Json.object();
            action.putObject("index").put("_id", event.getKey());
            bulk.append(action).append('\n').append(event.getValue()).append('\n');
        }
        JsonNode answer =
                send("POST", "/tocsin-events-" + day + "/_bulk?refresh=true", bulk.toString());
        if (answer.path("errors").asBoolean()) {
            throw new IOException("Expected all events to be indexed, but found " + answer);
        }
    }

    public JsonNode send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(process.url() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(new String(answer.body(), StandardCharsets.UTF_8));
        }
        return Json.parse(answer.body());
    }

    @Override
    public void close() throws IOException {
        http.close();
        process.closeAndDelete();
    }
}
