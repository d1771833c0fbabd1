package dev.tocsin.topic;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How every Kafka client of Tocsin reaches the brokers: their addresses, and the client properties
 * that the environment adds. {@code KAFKA_SECURITY_PROTOCOL}, {@code KAFKA_SASL_…} and {@code
 * KAFKA_SSL_…} become {@code security.protocol}, {@code sasl.…} and {@code ssl.…}; {@code
 * KAFKA_CLIENT_<PROPERTY>} becomes any other property, {@code _} for {@code .}.
 *
 * @param bootstrapServers {@code host:port,…}
 * @param properties added client properties, by their Kafka names
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> properties) {
    /** The variable of the addresses. */
    public static final String BOOTSTRAP = "KAFKA_BOOTSTRAP_SERVERS";

    private static final String BOOTSTRAP_DEFAULT = "127.0.0.1:9092";
    private static final Pattern VARIABLE =
            Pattern.compile(
                    "KAFKA_(?:CLIENT_([A-Z0-9_]+)|(SECURITY_PROTOCOL|SASL_[A-Z0-9_]+|SSL_[A-Z0-9_]+))");
    private static final Pattern SECRET =
            Pattern.compile("password|jaas|secret|keystore\\.key|private");

    /** What guarantees rest on; a variable for one of these is an error. */
    private static final Set<String> FIXED =
            Set.of(
                    "acks",
                    "auto.offset.reset",
                    "bootstrap.servers",
                    "enable.auto.commit",
                    "enable.idempotence",
                    "group.id",
                    "isolation.level",
                    "key.deserializer",
                    "key.serializer",
                    "processing.guarantee",
                    "transactional.id",
                    "value.deserializer",
                    "value.serializer");

    public KafkaAccess {
        properties = Map.copyOf(properties);
    }

    /**
     * The access of an environment.
     *
     * @throws IllegalArgumentException when a variable sets what guarantees rest on
     */
    public static KafkaAccess from(Map<String, String> env) {
        Map<String, String> properties = new HashMap<>();
        env.forEach(
                (name, value) -> {
                    String property = property(name);
                    if (property != null && !value.isBlank()) {
                        properties.put(checked(name, property), value.strip());
                    }
                });
        String servers = env.getOrDefault(BOOTSTRAP, "");
        return new KafkaAccess(servers.isBlank() ? BOOTSTRAP_DEFAULT : servers.strip(), properties);
    }

    /** The access of an address alone. */
    public static KafkaAccess of(String bootstrapServers) {
        return new KafkaAccess(bootstrapServers, Map.of());
    }

    /** The same at other addresses. */
    public KafkaAccess at(String otherServers) {
        return new KafkaAccess(otherServers, properties);
    }

    /**
     * The settings of a client: its own, the addresses, and what is added and not set by either.
     */
    public Map<String, Object> with(Map<String, ?> own) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.putAll(own);
        return settings;
    }

    /** The added properties for people, sorted; secrets are masked. */
    public Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        properties.forEach(
                (name, value) -> shown.put(name, SECRET.matcher(name).find() ? "********" : value));
        return shown;
    }

    /** Addresses and masked properties: there are secrets among them. */
    @Override
    public String toString() {
        return bootstrapServers + shown();
    }

    private static @Nullable String property(String variable) {
        var matcher = VARIABLE.matcher(variable);
        if (!matcher.matches()) {
            return null;
        }
        String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return name.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static String checked(String variable, String property) {
        if (FIXED.contains(property)) {
            throw new IllegalArgumentException(
                    "Expected "
                            + variable
                            + " not to be set, because Tocsin's guarantees rest on its own "
                            + property
                            + ", but found it");
        }
        return property;
    }
}
