package dev.tocsin.desk.auth;

import dev.tocsin.desk.limit.Numbers;
import dev.tocsin.desk.limit.RateConfig;
import dev.tocsin.desk.net.Network;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of who gets in, and how often.
 *
 * @param publicUrl {@code TOCSIN_API_PUBLIC_URL}: where browsers reach the desk; null for where it
 *     listens
 * @param home {@code TOCSIN_HOME}: where the link of the first start is kept; null for nowhere
 * @param trustedProxies {@code TOCSIN_API_TRUSTED_PROXIES}: addresses and networks between commas,
 *     whose {@code X-Forwarded-For} is believed
 * @param sessionIdle {@code TOCSIN_API_SESSION_IDLE_MINUTES}
 * @param sessionLifetime {@code TOCSIN_API_SESSION_MINUTES}
 * @param linkLifetime {@code TOCSIN_API_LINK_MINUTES}: how long a link to set a password is good
 * @param rates how often callers may ask
 */
public record AccessConfig(
        @Nullable URI publicUrl,
        @Nullable Path home,
        List<Network> trustedProxies,
        Duration sessionIdle,
        Duration sessionLifetime,
        Duration linkLifetime,
        RateConfig rates) {
    private static final int MAX_MINUTES = 60 * 24 * 366;

    public AccessConfig {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException when one is wrong; the message says which and why
     */
    public static AccessConfig from(Map<String, String> env) {
        String url = env.getOrDefault("TOCSIN_API_PUBLIC_URL", "");
        String home = env.getOrDefault("TOCSIN_HOME", "");
        return new AccessConfig(
                url.isBlank() ? null : address(url.strip()),
                home.isBlank() ? null : Path.of(home),
                networks(env.getOrDefault("TOCSIN_API_TRUSTED_PROXIES", "")),
                minutes(env, "TOCSIN_API_SESSION_IDLE_MINUTES", 120),
                minutes(env, "TOCSIN_API_SESSION_MINUTES", 720),
                minutes(env, "TOCSIN_API_LINK_MINUTES", 1440),
                RateConfig.from(env));
    }

    /** The settings for people. */
    public String describe() {
        return """
                TOCSIN_API_PUBLIC_URL=%s
                TOCSIN_API_TRUSTED_PROXIES=%s
                TOCSIN_API_SESSION_IDLE_MINUTES=%d
                TOCSIN_API_SESSION_MINUTES=%d
                TOCSIN_API_LINK_MINUTES=%d
                """
                        .formatted(
                                publicUrl == null ? "(where it listens)" : publicUrl,
                                trustedProxies.isEmpty() ? "(none)" : shown(),
                                sessionIdle.toMinutes(),
                                sessionLifetime.toMinutes(),
                                linkLifetime.toMinutes())
                + rates.describe();
    }

    private String shown() {
        List<String> texts = new ArrayList<>();
        trustedProxies.forEach(n -> texts.add(n.address().getHostAddress() + "/" + n.prefix()));
        return String.join(",", texts);
    }

    private static URI address(String text) {
        URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        if (uri.getHost() == null
                || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(
                    "Expected TOCSIN_API_PUBLIC_URL to be like https://desk.example, but found "
                            + text);
        }
        return uri;
    }

    private static List<Network> networks(String text) {
        List<Network> networks = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            Network network = Network.parse(one.strip());
            if (network != null) {
                networks.add(network);
            } else if (!one.isBlank()) {
                throw new IllegalArgumentException(
                        "Expected TOCSIN_API_TRUSTED_PROXIES to have addresses and networks, but found "
                                + one.strip());
            }
        }
        return networks;
    }

    private static Duration minutes(Map<String, String> env, String name, int normal) {
        return Duration.ofMinutes(Numbers.read(env, name, normal, 1, MAX_MINUTES));
    }
}
