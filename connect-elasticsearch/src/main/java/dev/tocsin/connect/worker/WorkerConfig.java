package dev.tocsin.connect.worker;

import dev.tocsin.connect.client.Credentials;
import dev.tocsin.connect.client.ElasticsearchClient;
import dev.tocsin.topic.KafkaAccess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Settings of the worker.
 *
 * @param env all settings by their names, with defaults filled in: what connector configurations
 *     may refer to
 * @param host address of the REST API
 * @param port port of the REST API; 0 picks a free one
 * @param dir where the worker keeps its state
 * @param configDir the folder {@code connect-config}
 * @param elasticsearchWait how long to wait for Elasticsearch at the start
 */
public record WorkerConfig(
        Map<String, String> env,
        String host,
        int port,
        Path dir,
        Path configDir,
        Duration elasticsearchWait) {
    static final String BOOTSTRAP = "KAFKA_BOOTSTRAP_SERVERS";
    static final String URL = "ELASTICSEARCH_URL";

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    BOOTSTRAP,
                    "127.0.0.1:9092",
                    URL,
                    "http://127.0.0.1:9200",
                    "ELASTICSEARCH_USERNAME",
                    "",
                    "ELASTICSEARCH_PASSWORD",
                    "",
                    "ELASTICSEARCH_API_KEY",
                    "",
                    "TOCSIN_CONNECT_HOST",
                    "127.0.0.1",
                    "TOCSIN_CONNECT_PORT",
                    "8083",
                    "TOCSIN_CONNECT_DIR",
                    ".tocsin/connect",
                    "TOCSIN_CONNECT_CONFIG",
                    "connect-config",
                    "TOCSIN_CONNECT_WAIT_SECONDS",
                    "300");

    public WorkerConfig {
        env = Map.copyOf(env);
    }

    /**
     * Reads the environment.
     *
     * @param env environment variables; the README of this module names them
     * @throws IllegalArgumentException when one is wrong
     */
    public static WorkerConfig from(Map<String, String> env) {
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        env.forEach(
                (name, value) -> {
                    if (!value.isEmpty()) {
                        all.put(name, value);
                    }
                });
        Map<String, String> known = Map.copyOf(all);
        return new WorkerConfig(
                known,
                text(known, "TOCSIN_CONNECT_HOST"),
                number(known, "TOCSIN_CONNECT_PORT", 65_535),
                Path.of(text(known, "TOCSIN_CONNECT_DIR")).toAbsolutePath(),
                Path.of(text(known, "TOCSIN_CONNECT_CONFIG")).toAbsolutePath(),
                Duration.ofSeconds(number(known, "TOCSIN_CONNECT_WAIT_SECONDS", 86_400)));
    }

    /** What Connect's worker is started with. */
    Map<String, String> workerProperties() {
        Map<String, String> worker = new LinkedHashMap<>();
        worker.put("bootstrap.servers", text(env, BOOTSTRAP));
        // The worker's own clients, and those of its tasks.
        Map<String, String> added = KafkaAccess.from(env).properties();
        for (String prefix : List.of("", "consumer.", "producer.", "admin.")) {
            added.forEach((name, value) -> worker.put(prefix + name, value));
        }
        worker.put("listeners", "http://" + host + ":" + port);
        worker.put("offset.storage.file.filename", dir.resolve("offsets").toString());
        worker.put("offset.flush.interval.ms", "5000");
        worker.put("offset.flush.timeout.ms", "30000");
        worker.put("plugin.discovery", "service_load");
        worker.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        worker.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        worker.put("connector.client.config.override.policy", "All");
        worker.put("config.providers", "env");
        worker.put("config.providers.env.class", EnvProvider.class.getName());
        env.forEach((name, value) -> worker.put("config.providers.env.param." + name, value));
        worker.put("topic.creation.enable", "false");
        return worker;
    }

    /** A client for setting up and for retention. */
    ElasticsearchClient client() {
        List<URI> nodes =
                Stream.of(text(env, URL).split(","))
                        .map(String::strip)
                        .filter(node -> !node.isEmpty())
                        .map(URI::create)
                        .toList();
        Credentials credentials =
                Credentials.of(
                        text(env, "ELASTICSEARCH_USERNAME"),
                        text(env, "ELASTICSEARCH_PASSWORD"),
                        text(env, "ELASTICSEARCH_API_KEY"));
        return new ElasticsearchClient(
                nodes, credentials, Duration.ofSeconds(2), Duration.ofSeconds(30));
    }

    private static String text(Map<String, String> env, String name) {
        String value = env.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "Expected the setting " + name + ", but it is absent");
        }
        return value;
    }

    private static int number(Map<String, String> env, String name, int max) {
        String value = text(env, name);
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) > max) {
            throw new IllegalArgumentException(
                    "Expected a whole number from 0 to "
                            + max
                            + " in "
                            + name
                            + ", but found "
                            + value);
        }
        return Integer.parseInt(value);
    }
}
