package dev.tocsin.desk;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import dev.tocsin.desk.auth.AccessConfig;
import dev.tocsin.desk.auth.oidc.OidcSettings;
import dev.tocsin.desk.net.Network;
import dev.tocsin.desk.net.OutgoingConfig;
import dev.tocsin.topic.KafkaAccess;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the API.
 *
 * @param host {@code TOCSIN_API_HOST}: where it listens
 * @param port {@code TOCSIN_API_PORT}: 0 for any
 * @param mongoUri {@code MONGODB_URI}
 * @param kafka {@code KAFKA_…}: how to reach Kafka
 * @param elasticsearch {@code ELASTICSEARCH_URL}; null when there is none to look events up in
 * @param elasticsearchAuthorization made of {@code ELASTICSEARCH_API_KEY}, or of {@code
 *     ELASTICSEARCH_USERNAME} and {@code ELASTICSEARCH_PASSWORD}; null for none
 * @param apiKey {@code TOCSIN_API_KEY}: the first administrator's key; null for none
 * @param alertsListed {@code TOCSIN_API_ALERTS_LISTED}: of how many alerts, the newest, lists are
 *     made
 * @param foldWindow {@code TOCSIN_API_FOLD_WINDOW}: how far the evidence of alerts may be apart
 *     that fold into one; zero to fold nothing
 * @param tls {@code TOCSIN_API_TLS}: whether callers come over HTTPS, through a proxy; unless it is
 *     said, they do when it listens to more than this machine
 * @param access who gets in, and how often
 * @param outgoing where the desk may call
 * @param oidc whose people get in; null for nobody's
 * @param https TLS that the API speaks itself, and machines with a certificate
 */
public record ApiConfig(
        String host,
        int port,
        String mongoUri,
        KafkaAccess kafka,
        @Nullable URI elasticsearch,
        @Nullable String elasticsearchAuthorization,
        @Nullable String apiKey,
        boolean tls,
        int alertsListed,
        Duration foldWindow,
        AccessConfig access,
        OutgoingConfig outgoing,
        @Nullable OidcSettings oidc,
        DeskTls https) {
    private static final int MIN_KEY = 20;
    private static final int MAX_PORT = 65_535;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);

    public ApiConfig {
        if (apiKey != null && apiKey.length() < MIN_KEY) {
            throw new IllegalArgumentException(
                    "Expected TOCSIN_API_KEY to have at least "
                            + MIN_KEY
                            + " characters, but found "
                            + apiKey.length()
                            + ". Make one with: openssl rand -base64 32");
        }
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException when one is wrong; the message says which and why
     */
    public static ApiConfig from(Map<String, String> env) {
        String elasticsearch = text(env, "ELASTICSEARCH_URL");
        Settings settings = new Settings(env);
        AccessConfig access = AccessConfig.from(settings);
        OutgoingConfig outgoing = OutgoingConfig.from(settings);
        DeskTls https = DeskTls.from(settings);
        return new ApiConfig(
                env.getOrDefault("TOCSIN_API_HOST", "127.0.0.1"),
                port(env.getOrDefault("TOCSIN_API_PORT", "8090")),
                env.getOrDefault("MONGODB_URI", "mongodb://127.0.0.1:27017/tocsin"),
                KafkaAccess.from(env),
                elasticsearch == null ? null : address(elasticsearch),
                authorization(env),
                text(env, "TOCSIN_API_KEY"),
                https.server().inUse() || tls(env),
                listed(env.getOrDefault("TOCSIN_API_ALERTS_LISTED", "200000")),
                window(env.getOrDefault("TOCSIN_API_FOLD_WINDOW", "PT24H")),
                access,
                outgoing,
                OidcSettings.from(settings, outgoing.policy(), access.publicUrl()),
                https);
    }

    /** The settings for people, without secrets. */
    public String describe() {
        return """
                TOCSIN_API_HOST=%s
                TOCSIN_API_PORT=%d
                TOCSIN_API_TLS=%b
                TOCSIN_API_ALERTS_LISTED=%d
                TOCSIN_API_FOLD_WINDOW=%s
                TOCSIN_API_KEY=%s
                MONGODB_URI=%s
                KAFKA_BOOTSTRAP_SERVERS=%s
                KAFKA client properties=%s
                ELASTICSEARCH_URL=%s
                ELASTICSEARCH credentials=%s
                """
                        .formatted(
                                host,
                                port,
                                tls,
                                alertsListed,
                                foldWindow,
                                apiKey == null ? "(none)" : "(set)",
                                withoutPassword(mongoUri),
                                kafka.bootstrapServers(),
                                kafka.shown(),
                                elasticsearch == null
                                        ? "(none)"
                                        : withoutPassword(elasticsearch.toString()),
                                elasticsearchAuthorization == null ? "(none)" : "(set)")
                + describeAccess();
    }

    private String describeAccess() {
        Description shown = https.describe(outgoing.describe(access.describe(new Description())));
        return (oidc == null ? shown : oidc.describe(shown)).toString();
    }

    @Override
    public String toString() {
        return describe();
    }

    private static boolean tls(Map<String, String> env) {
        String text = text(env, "TOCSIN_API_TLS");
        if (text != null) {
            return "true".equals(text);
        }
        String host = env.getOrDefault("TOCSIN_API_HOST", "127.0.0.1");
        Network network = Network.parse(host);
        return !"localhost".equals(host)
                && (network == null || !network.address().isLoopbackAddress());
    }

    private static String withoutPassword(String uri) {
        return uri.replaceFirst("//[^@/]*@", "//***@");
    }

    private static @Nullable String authorization(Map<String, String> env) {
        String apiKey = text(env, "ELASTICSEARCH_API_KEY");
        if (apiKey != null) {
            return "ApiKey " + apiKey;
        }
        String user = text(env, "ELASTICSEARCH_USERNAME");
        if (user == null) {
            return null;
        }
        String pair = user + ":" + env.getOrDefault("ELASTICSEARCH_PASSWORD", "");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static URI address(String text) {
        URI uri = URI.create(text);
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "Expected ELASTICSEARCH_URL to begin with http:// or https://, but found "
                            + withoutPassword(text));
        }
        return uri;
    }

    private static int listed(String text) {
        try {
            int listed = Integer.parseInt(text);
            if (listed >= 1) {
                return listed;
            }
        } catch (NumberFormatException _) {
            // Told below, like a number out of range.
        }
        throw new IllegalArgumentException(
                "Expected TOCSIN_API_ALERTS_LISTED to be a number of alerts from 1, but found "
                        + text);
    }

    private static Duration window(String text) {
        try {
            Duration window = Duration.parse(text);
            if (!window.isNegative() && window.compareTo(LONGEST_WINDOW) <= 0) {
                return window;
            }
        } catch (DateTimeException _) {
            // Told below, like a window out of range.
        }
        throw new IllegalArgumentException(
                "Expected TOCSIN_API_FOLD_WINDOW to be a duration such as PT24H, from PT0S to "
                        + LONGEST_WINDOW
                        + ", but found "
                        + text);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Told below, like a number out of range.
        }
        throw new IllegalArgumentException(
                "Expected TOCSIN_API_PORT to be a port from 0 to 65535, but found " + text);
    }

    private static @Nullable String text(Map<String, String> env, String name) {
        String value = env.get(name);
        return value == null || value.isBlank() ? null : value;
    }
}
