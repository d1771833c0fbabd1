package dev.tocsin.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The form in which a token is kept: SHA-256 in hex. Tokens are random, so that a slow hash would
 * add nothing; and the time of a look-up by hash says nothing about the token.
 */
public final class TokenHash {
    private TokenHash() {}

    /** The hash of a token. */
    public static String of(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every JDK has", e);
        }
    }
}
