package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads tokens out of an {@code Authorization} header. */
final class Tokens {
    private Tokens() {}

    /** What may be the token: none for another scheme, two where it can be read in two ways. */
    static List<String> in(String authorization) {
        int space = authorization.indexOf(' ');
        if (space < 0) {
            return List.of();
        }
        String credentials = authorization.substring(space + 1).strip();
        String password = password(credentials);
        return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer", "splunk" -> List.of(credentials);
            case "basic" -> password == null ? List.of() : List.of(password);
            case "apikey" ->
                    password == null ? List.of(credentials) : List.of(credentials, password);
            default -> List.of();
        };
    }

    private static @Nullable String password(String credentials) {
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials), UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0 ? null : decoded.substring(colon + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
