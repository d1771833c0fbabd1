package dev.tocsin.desk.auth;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import dev.tocsin.desk.limit.RateConfig;
import dev.tocsin.desk.net.Network;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    private static final String PUBLIC_URL = "TOCSIN_API_PUBLIC_URL";
    private static final String HOME = "TOCSIN_HOME";
    private static final String TRUSTED_PROXIES = "TOCSIN_API_TRUSTED_PROXIES";
    private static final String SESSION_IDLE = "TOCSIN_API_SESSION_IDLE_MINUTES";
    private static final String SESSION_LIFETIME = "TOCSIN_API_SESSION_MINUTES";
    private static final String LINK_LIFETIME = "TOCSIN_API_LINK_MINUTES";
    private static final int MAX_MINUTES = 60 * 24 * 366;

    public AccessConfig {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException when one is wrong; the message says which and why
     */
    public static AccessConfig from(Settings settings) {
        String url = settings.optional(PUBLIC_URL);
        String home = settings.optional(HOME);
        return new AccessConfig(
                url == null ? null : address(url),
                home == null ? null : Path.of(home),
                Network.list(settings, TRUSTED_PROXIES),
                minutes(settings, SESSION_IDLE, 120),
                minutes(settings, SESSION_LIFETIME, 720),
                minutes(settings, LINK_LIFETIME, 1440),
                RateConfig.from(settings));
    }

    /** Adds the settings to a description. */
    public Description describe(Description shown) {
        return rates.describe(
                shown.with(PUBLIC_URL, publicUrl == null ? "(where it listens)" : publicUrl)
                        .with(
                                TRUSTED_PROXIES,
                                trustedProxies.isEmpty() ? "(none)" : Network.text(trustedProxies))
                        .with(SESSION_IDLE, sessionIdle.toMinutes())
                        .with(SESSION_LIFETIME, sessionLifetime.toMinutes())
                        .with(LINK_LIFETIME, linkLifetime.toMinutes()));
    }

    private static URI address(String text) {
        URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        if (uri.getHost() == null
                || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(
                    "Expected "
                            + PUBLIC_URL
                            + " to be like https://desk.example, but found "
                            + text);
        }
        return uri;
    }

    private static Duration minutes(Settings settings, String name, long normal) {
        return Duration.ofMinutes(settings.number(name, normal, 1, MAX_MINUTES));
    }
}
