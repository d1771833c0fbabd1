package dev.tocsin.desk.limit;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;

/**
 * How often somebody may ask; 0 for no limit.
 *
 * @param key {@code TOCSIN_API_RATE_KEY}: requests of one key in a second
 * @param person {@code TOCSIN_API_RATE_PERSON}: requests of one person in a second
 * @param address {@code TOCSIN_API_RATE_ADDRESS}: requests of one address in a second that show
 *     nothing valid
 * @param logIns {@code TOCSIN_API_RATE_LOGINS}: attempts of one address to log in, in a minute
 * @param provider {@code TOCSIN_API_RATE_PROVIDER}: steps of one address to a provider of OpenID
 *     Connect and back, in a minute; a log-in takes two
 */
public record RateConfig(int key, int person, int address, int logIns, int provider) {
    private static final String KEY = "TOCSIN_API_RATE_KEY";
    private static final String PERSON = "TOCSIN_API_RATE_PERSON";
    private static final String ADDRESS = "TOCSIN_API_RATE_ADDRESS";
    private static final String LOG_INS = "TOCSIN_API_RATE_LOGINS";
    private static final String PROVIDER = "TOCSIN_API_RATE_PROVIDER";
    private static final int MAX = 10_000_000;

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException when one is wrong; the message says which and why
     */
    public static RateConfig from(Settings settings) {
        return new RateConfig(
                rate(settings, KEY, 20_000),
                rate(settings, PERSON, 100),
                rate(settings, ADDRESS, 200),
                rate(settings, LOG_INS, 60),
                rate(settings, PROVIDER, 120));
    }

    private static int rate(Settings settings, String name, int normal) {
        return (int) settings.number(name, normal, 0, MAX);
    }

    /** Adds the settings to a description. */
    public Description describe(Description shown) {
        return shown.with(KEY, key)
                .with(PERSON, person)
                .with(ADDRESS, address)
                .with(LOG_INS, logIns)
                .with(PROVIDER, provider);
    }
}
