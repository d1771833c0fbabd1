package dev.tocsin.desk.limit;

import java.util.Map;

/**
 * How often somebody may ask; 0 for no limit.
 *
 * @param key {@code TOCSIN_API_RATE_KEY}: requests of one key in a second
 * @param person {@code TOCSIN_API_RATE_PERSON}: requests of one person in a second
 * @param address {@code TOCSIN_API_RATE_ADDRESS}: requests of one address in a second that show
 *     nothing valid
 * @param logIns {@code TOCSIN_API_RATE_LOGINS}: attempts of one address to log in, in a minute
 */
public record RateConfig(int key, int person, int address, int logIns) {
    private static final int MAX = 10_000_000;

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException when one is wrong; the message says which and why
     */
    public static RateConfig from(Map<String, String> env) {
        return new RateConfig(
                Numbers.read(env, "TOCSIN_API_RATE_KEY", 20_000, 0, MAX),
                Numbers.read(env, "TOCSIN_API_RATE_PERSON", 100, 0, MAX),
                Numbers.read(env, "TOCSIN_API_RATE_ADDRESS", 200, 0, MAX),
                Numbers.read(env, "TOCSIN_API_RATE_LOGINS", 60, 0, MAX));
    }

    /** The settings for people. */
    public String describe() {
        return """
                TOCSIN_API_RATE_KEY=%d
                TOCSIN_API_RATE_PERSON=%d
                TOCSIN_API_RATE_ADDRESS=%d
                TOCSIN_API_RATE_LOGINS=%d
                """
                .formatted(key, person, address, logIns);
    }
}
