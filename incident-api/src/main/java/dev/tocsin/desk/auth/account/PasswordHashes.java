package dev.tocsin.desk.auth.account;

import dev.tocsin.desk.http.ProblemException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords and compares them, a bounded number at once: each takes {@value #MEMORY_KIB} KiB
 * of memory. The parameters are those that OWASP's cheat sheet on password storage names first for
 * Argon2id. Thread-safe.
 */
final class PasswordHashes {
    /** Memory of one hash, in KiB. */
    static final int MEMORY_KIB = 19_456;

    /** How often the memory is gone over. */
    static final int ITERATIONS = 2;

    /** Parts of one hash that could be computed at once. */
    static final int LANES = 1;

    /** The most hashes that are computed at once. */
    static final int AT_ONCE = 2;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Runnable counted;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** No password has this one: comparing with it takes as long as with any other. */
    private final Argon2Hash nobodys = empty(new byte[SALT_BYTES]);

    /**
     * @param counted told of each hash
     */
    PasswordHashes(Runnable counted) {
        this.counted = counted;
    }

    /** The text to store for a password. */
    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return inTurn(() -> empty(salt).of(password).text());
    }

    /** Whether a password is the one of a stored text; never for null, which takes as long. */
    boolean matches(String password, @Nullable String stored) {
        Argon2Hash hash = stored == null ? nobodys : Argon2Hash.parse(stored);
        return inTurn(() -> hash.matches(password)) && stored != null;
    }

    /** Whether a stored text was made with other parameters than a new one would be. */
    boolean isOutdated(String stored) {
        return nobodys.isOtherwiseMade(Argon2Hash.parse(stored));
    }

    private static Argon2Hash empty(byte[] salt) {
        return new Argon2Hash(MEMORY_KIB, ITERATIONS, LANES, salt, new byte[HASH_BYTES]);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemException.tooMany(
                        "Expected to compare a password within "
                                + PATIENCE.toSeconds()
                                + " seconds, but too many others are being compared",
                        PATIENCE.toSeconds());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable(
                    "Expected to compare a password, but the API is being stopped");
        }
        try {
            counted.run();
            return work.get();
        } finally {
            places.release();
        }
    }
}
