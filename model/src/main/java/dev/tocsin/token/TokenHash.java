package dev.tocsin.token;

import dev.tocsin.id.Sha256;
import java.util.HexFormat;

/**
 * The form in which a token is kept: SHA-256 in hex. Tokens are random, so that a slow hash would
 * add nothing; and the time of a look-up by hash says nothing about the token.
 */
public final class TokenHash {
    private TokenHash() {}

    /** The hash of a token. */
    public static String of(String token) {
        return HexFormat.of().formatHex(Sha256.of(token));
    }
}
