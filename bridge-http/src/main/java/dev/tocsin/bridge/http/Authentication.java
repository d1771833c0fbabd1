package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides who sends, from the {@code Authorization} header: {@code Bearer <token>}, {@code ApiKey
 * <token>} (also base64 of {@code id:token}), or {@code Basic}, where the password is the token.
 */
final class Authentication {
    private final IngestTokens tokens;
    private final boolean open;

    Authentication(IngestTokens tokens, boolean open) {
        this.tokens = tokens;
        this.open = open;
    }

    /** A sender, or why there is none. */
    sealed interface Result {
        record Known(Sender sender) implements Result {}

        record Refused(Problem problem) implements Result {}
    }

    /**
     * Decides.
     *
     * @param authorization the header, or null
     * @param origin the {@code Origin} header, which browsers set, or null
     */
    Result of(@Nullable String authorization, @Nullable String origin) {
        if (authorization != null) {
            return withCredentials(authorization);
        }
        if (!open) {
            return new Result.Refused(Problem.unauthorized(missing()));
        }
        return origin == null
                ? new Result.Known(Sender.LOCAL)
                // Any web page could make its visitor's browser post to a loopback address.
                : new Result.Refused(
                        Problem.forbidden(
                                "Expected a sender of events, but found a web page (Origin "
                                        + origin
                                        + "): without a token, nothing is taken from browsers"));
    }

    private Result withCredentials(String authorization) {
        String token = token(authorization);
        if (token == null) {
            return new Result.Refused(
                    Problem.unauthorized(
                            "Expected \"Authorization: Bearer <token>\", Basic with the token as"
                                    + " password, or ApiKey, but found another scheme"));
        }
        String source = tokens.sourceOf(token);
        return source == null
                ? new Result.Refused(
                        Problem.unauthorized("Expected a known token, but found another one"))
                : new Result.Known(new Sender(source, source));
    }

    private String missing() {
        return tokens.isEmpty()
                ? "Expected a token, but this bridge has none: set TOCSIN_INGEST_TOKENS to"
                        + " name=token, or TOCSIN_INGEST_OPEN=true to take events without"
                : "Expected \"Authorization: Bearer <token>\", but found no Authorization header";
    }

    private @Nullable String token(String authorization) {
        int space = authorization.indexOf(' ');
        if (space < 0) {
            return null;
        }
        String credentials = authorization.substring(space + 1).strip();
        return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> credentials;
            case "basic" -> password(credentials);
            case "apikey" -> apiKey(credentials);
            default -> null;
        };
    }

    private String apiKey(String credentials) {
        String password = password(credentials);
        return tokens.sourceOf(credentials) == null && password != null ? password : credentials;
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
