package dev.tocsin.launcher.supervise;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Holds when the Connect worker has connectors, and they and all their tasks are running. */
final class ConnectorsProbe implements Probe {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final HttpRequest request;

    ConnectorsProbe(int port) {
        request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + port + "/connectors?expand=status"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
    }

    @Override
    public boolean ask() {
        try {
            var answer = client.send(request, BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 && allRun(Json.parse(answer.body()));
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean allRun(JsonNode connectors) {
        if (connectors.isEmpty()) {
            return false;
        }
        for (JsonNode connector : connectors) {
            JsonNode tasks = connector.path("status").path("tasks");
            if (tasks.isEmpty() || !isRunning(connector.path("status").path("connector"))) {
                return false;
            }
            for (JsonNode task : tasks) {
                if (!isRunning(task)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isRunning(JsonNode part) {
        return part.path("state").asText().equals("RUNNING");
    }
}
