package dev.tocsin.desk.auth;

import dev.tocsin.id.Sha256;
import dev.tocsin.token.TokenHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets of 256 bits, and the hashes under which they are stored. */
public final class Secrets {
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /** A new secret in URL-safe text. */
    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** SHA-256 in hex. The secrets are random, so that a slow hash would add nothing. */
    static String hash(String secret) {
        return TokenHash.of(secret);
    }

    /** The CSRF token of a session: a function of the cookie, which only our pages can ask for. */
    static String csrf(String sessionToken) {
        return digest("csrf\n" + sessionToken);
    }

    /** Compares in constant time. */
    public static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 in URL-safe text. */
    public static String digest(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(text));
    }
}
