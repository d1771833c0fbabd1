package dev.tocsin.connect.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connect.client.ElasticsearchClient;
import dev.tocsin.connect.client.ElasticsearchClient.Answer;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the templates to Elasticsearch, and waits for it to be there. Idempotent. */
public final class IndexSetup {
    private static final Logger LOG = LoggerFactory.getLogger(IndexSetup.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int EVERY = 10;

    private final ElasticsearchClient client;

    public IndexSetup(ElasticsearchClient client) {
        this.client = client;
    }

    /**
     * Waits until Elasticsearch answers.
     *
     * @throws IOException when it does not in time, or refuses us; the message says what to do
     */
    public void await(Duration timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (int attempt = 0; ; attempt++) {
            String problem = problem();
            if (problem.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "Expected Elasticsearch to be ready within "
                                + timeout.toSeconds()
                                + " s, but found "
                                + problem
                                + ": start it, or set ELASTICSEARCH_URL");
            }
            if (attempt % EVERY == 0) {
                LOG.info("Waits for Elasticsearch: {}", problem);
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Puts component templates, then the index templates that are composed of them. */
    public void apply(ConfigDirectory config) throws IOException, InterruptedException {
        put("/_component_template/", config.componentTemplates());
        put("/_index_template/", config.indexTemplates());
    }

    private void put(String path, Map<String, JsonNode> templates)
            throws IOException, InterruptedException {
        for (Map.Entry<String, JsonNode> template : templates.entrySet()) {
            Answer answer =
                    client.send("PUT", path + template.getKey(), Json.bytes(template.getValue()));
            if (!answer.ok()) {
                throw refused("the template " + template.getKey(), answer);
            }
            LOG.info("Applied the template {}", template.getKey());
        }
    }

    /** What keeps it from being ready, or empty. */
    private String problem() throws IOException, InterruptedException {
        try {
            Answer answer =
                    client.send("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s");
            return switch (answer.status()) {
                case 200 -> "";
                case 401, 403 -> throw refused("our credentials", answer);
                default -> "HTTP " + answer.status();
            };
        } catch (IOException e) {
            if (e instanceof RefusedException) {
                throw e;
            }
            return String.valueOf(e.getMessage());
        }
    }

    private static RefusedException refused(String what, Answer answer) {
        return new RefusedException(
                "Expected Elasticsearch to accept "
                        + what
                        + ", but found HTTP "
                        + answer.status()
                        + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** Elasticsearch answered, and said no. */
    static final class RefusedException extends IOException {
        RefusedException(String message) {
            super(message);
        }
    }
}
