package dev.tocsin.launcher;

import dev.tocsin.topic.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where things are: directories, ports and the addresses of real servers. Everything comes from
 * environment variables; a server whose address is given is not embedded.
 *
 * @param home where an all-in-one machine keeps its data, logs and process ids ({@code
 *     TOCSIN_HOME})
 * @param root the project's or the installation's directory ({@code TOCSIN_ROOT})
 * @param env the environment, with what was derived from it
 */
public record Settings(Path home, Path root, Map<String, String> env) {
    /** A listening port of an all-in-one machine: its setting and its default. */
    public enum Port {
        KAFKA("TOCSIN_KAFKA_PORT", 9092),
        ELASTICSEARCH("TOCSIN_ELASTICSEARCH_PORT", 9200),
        AMQP("TOCSIN_AMQP_PORT", 5672),
        STORE("TOCSIN_STORE_PORT", 27017),
        CONNECT("TOCSIN_CONNECT_PORT", 8083),
        HTTP("TOCSIN_HTTP_PORT", 8080),
        RABBIT_OPS("TOCSIN_RABBIT_OPS_PORT", 8081),
        TOPOLOGY_OPS("TOCSIN_TOPOLOGY_HEALTH_PORT", 8082),
        API("TOCSIN_API_PORT", 8090);

        private final String setting;
        private final int number;

        Port(String setting, int number) {
            this.setting = setting;
            this.number = number;
        }

        /** The environment variable that changes it. */
        public String setting() {
            return setting;
        }
    }

    public Settings {
        env = Map.copyOf(env);
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException when a port is not a number from 1 to 65535
     */
    public static Settings from(Map<String, String> env) {
        Path root = Path.of(env.getOrDefault("TOCSIN_ROOT", "")).toAbsolutePath().normalize();
        String home = env.get("TOCSIN_HOME");
        Settings settings =
                new Settings(
                        home == null
                                ? root.resolve(".tocsin")
                                : Path.of(home).toAbsolutePath().normalize(),
                        root,
                        env);
        for (Port port : Port.values()) {
            settings.port(port);
        }
        return settings;
    }

    /** The number of a port. */
    public int port(Port port) {
        String text = env.get(port.setting);
        if (text == null || text.isBlank()) {
            return port.number;
        }
        int number;
        try {
            number = Integer.parseInt(text.strip());
        } catch (NumberFormatException _) {
            number = -1;
        }
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException(
                    "Expected a port from 1 to 65535 in %s, but found \"%s\""
                            .formatted(port.setting, text));
        }
        return number;
    }

    /** The text of a setting, or null when it is absent or blank. */
    public @Nullable String get(String name) {
        String text = env.get(name);
        return text == null || text.isBlank() ? null : text;
    }

    /** The broker: the given one, else the embedded one. */
    public String kafka() {
        return orLocal("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + port(Port.KAFKA));
    }

    /** How the broker is reached, with what the environment adds for its clients. */
    public KafkaAccess kafkaAccess() {
        return KafkaAccess.from(childEnv());
    }

    /** The search engine: the given one, else the embedded one. */
    public String elasticsearch() {
        return orLocal("ELASTICSEARCH_URL", "http://127.0.0.1:" + port(Port.ELASTICSEARCH));
    }

    /** The AMQP broker: the given one, else the embedded one. */
    public String rabbit() {
        return orLocal("RABBITMQ_URI", "amqp://guest:guest@127.0.0.1:" + port(Port.AMQP));
    }

    /** The document store: the given one, else the embedded one. */
    public String mongo() {
        return orLocal("MONGODB_URI", "mongodb://127.0.0.1:" + port(Port.STORE) + "/tocsin");
    }

    /** Headers that authenticate to the search engine; empty for the embedded one. */
    public Map<String, String> searchHeaders() {
        String apiKey = get("ELASTICSEARCH_API_KEY");
        if (apiKey != null) {
            return Map.of("Authorization", "ApiKey " + apiKey);
        }
        String user = get("ELASTICSEARCH_USERNAME");
        String password = get("ELASTICSEARCH_PASSWORD");
        if (user == null || password == null) {
            return Map.of();
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Where the HTTP bridge listens. */
    public String ingest() {
        return "http://127.0.0.1:" + port(Port.HTTP);
    }

    /** Where the API and the console listen. */
    public String api() {
        return "http://127.0.0.1:" + port(Port.API);
    }

    /** The directory whose rule files are published when they change. */
    public Path rules() {
        return Optional.ofNullable(get("TOCSIN_RULES_DIR"))
                .map(Path::of)
                .orElse(root.resolve("correlation-rules").resolve("rules"))
                .toAbsolutePath();
    }

    /** The directory whose pipeline files are published when they change. */
    public Path pipelines() {
        return Optional.ofNullable(get("TOCSIN_PIPELINES_DIR"))
                .map(Path::of)
                .orElse(root.resolve("correlation-rules").resolve("pipelines"))
                .toAbsolutePath();
    }

    /** The environment of a child process: this one's, with every address spelled out. */
    public Map<String, String> childEnv() {
        Map<String, String> all = new LinkedHashMap<>(env);
        all.put("TOCSIN_HOME", home.toString());
        all.put("TOCSIN_ROOT", root.toString());
        all.putIfAbsent("TOCSIN_PLUGINS_DIR", root.resolve("plugins").toString());
        all.put("KAFKA_BOOTSTRAP_SERVERS", kafka());
        all.put("ELASTICSEARCH_URL", elasticsearch());
        all.put("RABBITMQ_URI", rabbit());
        all.put("MONGODB_URI", mongo());
        for (Port port : Port.values()) {
            all.put(port.setting, "" + port(port));
        }
        return all;
    }

    private String orLocal(String setting, String local) {
        String given = get(setting);
        return given == null ? local : given;
    }
}
