package dev.tocsin.bridge.http;

import dev.tocsin.bridge.token.TokenBook;
import dev.tocsin.bridge.token.TokenLookup;
import dev.tocsin.token.IngestToken;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;

/**
 * Decides who sends, from the {@code Authorization} header: {@code Bearer <token>}, {@code ApiKey
 * <token>} (also base64 of {@code id:token}), {@code Splunk <token>}, or {@code Basic}, where the
 * password is the token. Tokens of the settings are good for every protocol; those of the API for
 * the ones they name. Without the header, the client's certificate says it.
 */
final class Authentication {
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);

    private final IngestTokens settings;
    private final TokenBook api;
    private final ClientSubjects subjects;
    private final boolean open;

    Authentication(IngestTokens settings, TokenBook api, ClientSubjects subjects, boolean open) {
        this.settings = settings;
        this.api = api;
        this.subjects = subjects;
        this.open = open;
    }

    /** A sender, or why there is none. */
    sealed interface Result {
        record Known(Sender sender) implements Result {}

        record Refused(Problem problem) implements Result {}
    }

    /** Decides who sends over a protocol. */
    Result of(Credentials shown, String protocol) {
        String authorization = shown.authorization();
        if (authorization != null) {
            return withCredentials(authorization, protocol);
        }
        X500Principal subject = shown.subject();
        if (subject == null && !open) {
            return refused(Problem.unauthorized(missing()));
        }
        if (shown.origin() != null) {
            // Any web page could make its visitor's browser post with what the browser has.
            return refused(
                    Problem.forbidden(
                            "Expected a sender of events, but found a web page (Origin "
                                    + shown.origin()
                                    + "): without a token, nothing is taken from browsers"));
        }
        return subject == null ? new Result.Known(Sender.LOCAL) : withCertificate(subject);
    }

    private Result withCertificate(X500Principal subject) {
        String source = subjects.sourceOf(subject);
        return source == null
                ? refused(
                        Problem.forbidden(
                                "Expected the certificate of a known sender, but found that of "
                                        + subject.getName()))
                : new Result.Known(new Sender(source, null, null));
    }

    private Result withCredentials(String authorization, String protocol) {
        List<String> tokens = Tokens.in(authorization);
        if (tokens.isEmpty()) {
            return new Result.Refused(
                    Problem.unauthorized(
                            "Expected \"Authorization: Bearer <token>\", Basic with the token as"
                                    + " password, ApiKey or Splunk, but found another scheme"));
        }
        for (String token : tokens) {
            String source = settings.sourceOf(token);
            if (source != null) {
                return new Result.Known(Sender.named(source));
            }
        }
        return withToken(api.find(tokens.getFirst()), tokens, protocol);
    }

    private Result withToken(TokenLookup first, List<String> tokens, String protocol) {
        TokenLookup found =
                first instanceof TokenLookup.Unknown && tokens.size() > 1
                        ? api.find(tokens.getLast())
                        : first;
        return switch (found) {
            case TokenLookup.Known(IngestToken token) -> withScope(token, protocol);
            case TokenLookup.Expired(IngestToken token) ->
                    refused(
                            Problem.unauthorized(
                                    "Expected a token that is good, but found one that ended at "
                                            + token.expiresAt()));
            case TokenLookup.Unknown() ->
                    refused(Problem.unauthorized("Expected a known token, but found another one"));
            case TokenLookup.NotLoaded() ->
                    refused(
                            Problem.unavailable(
                                    "Expected to know the tokens, but they were not read from Kafka"
                                            + " yet",
                                    COME_AGAIN));
        };
    }

    private static Result withScope(IngestToken token, String protocol) {
        return token.allows(protocol)
                ? new Result.Known(Sender.of(token))
                : refused(
                        Problem.forbidden(
                                "Expected a token for the protocol "
                                        + protocol
                                        + ", but found one for "
                                        + String.join(", ", new TreeSet<>(token.protocols()))));
    }

    private static Result refused(Problem problem) {
        return new Result.Refused(problem);
    }

    private String missing() {
        return settings.isEmpty() && api.size() == 0
                ? "Expected a token, but this bridge has none: make one in the API, set"
                        + " TOCSIN_INGEST_TOKENS to name=token, or TOCSIN_INGEST_OPEN=true to take"
                        + " events without"
                : "Expected \"Authorization: Bearer <token>\", but found no Authorization header";
    }
}
