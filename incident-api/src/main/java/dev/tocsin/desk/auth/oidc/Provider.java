package dev.tocsin.desk.auth.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWKSet;
import dev.tocsin.desk.net.OutgoingAnswer;
import dev.tocsin.desk.net.OutgoingClient;
import dev.tocsin.desk.net.OutgoingPolicy;
import dev.tocsin.desk.net.OutgoingRequest;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The provider as the desk calls it. It may be away: nothing here waits for it at start. */
final class Provider {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int MAX_ERROR = 100;

    private final OidcSettings settings;
    private final OutgoingClient client;
    private final OutgoingPolicy policy;
    private final Kept<ProviderMetadata> metadata;
    private final Kept<JWKSet> keys;

    Provider(
            OidcSettings settings,
            OutgoingClient client,
            OutgoingPolicy policy,
            InstantSource clock) {
        this.settings = settings;
        this.client = client;
        this.policy = policy;
        this.metadata = new Kept<>(this::discover, clock);
        this.keys = new Kept<>(this::readKeys, clock);
    }

    /** What it gives for a code. */
    record Tokens(String idToken, String accessToken) {}

    ProviderMetadata metadata() throws ProviderAwayException {
        return metadata.get();
    }

    Kept<JWKSet> keys() {
        return keys;
    }

    /** Makes tokens of a code. */
    Tokens exchange(String code, String verifier) throws ProviderAwayException, LogInException {
        ProviderMetadata at = metadata.get();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", settings.callback().toString());
        fields.put("code_verifier", verifier);
        Map<String, String> headers = authentication(at, fields);
        OutgoingAnswer answer = call(OutgoingRequest.form(at.token(), headers, fields));
        JsonNode json = json(answer);
        if (answer.status() != 200) {
            throw LogInException.refused(
                    "Expected the provider to take the code, but it answered "
                            + answer.status()
                            + " "
                            + brief(json.path("error").asText()));
        }
        String idToken = json.path("id_token").asText();
        if (idToken.isEmpty()) {
            throw LogInException.refused(
                    "Expected an ID token of the provider, but found none. Is openid among the scopes?");
        }
        return new Tokens(idToken, json.path("access_token").asText());
    }

    /** More about somebody; an empty object when the provider tells no more. */
    JsonNode userInfo(Tokens tokens) throws ProviderAwayException {
        URI at = metadata.get().userInfo();
        if (at == null || tokens.accessToken().isEmpty()) {
            return Json.object();
        }
        OutgoingAnswer answer =
                call(
                        OutgoingRequest.get(
                                at, Map.of("Authorization", "Bearer " + tokens.accessToken())));
        return answer.status() == 200 ? json(answer) : Json.object();
    }

    private Map<String, String> authentication(ProviderMetadata at, Map<String, String> fields) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "application/json"));
        String secret = settings.secret();
        if (secret == null || at.secretInBody()) {
            fields.put("client_id", settings.clientId());
        }
        if (secret != null && at.secretInBody()) {
            fields.put("client_secret", secret);
        } else if (secret != null) {
            String pair = encoded(settings.clientId()) + ":" + encoded(secret);
            headers.put(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }

    private ProviderMetadata discover() throws ProviderAwayException {
        String base = settings.issuer();
        base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return ProviderMetadata.of(read(URI.create(base + DISCOVERY)), settings.issuer(), policy);
    }

    private JWKSet readKeys() throws ProviderAwayException {
        try {
            return JWKSet.parse(read(metadata.get().keys()).toString());
        } catch (ParseException e) {
            throw new ProviderAwayException(
                    "Expected keys (RFC 7517) of the provider, but: " + e.getMessage(), e);
        }
    }

    private JsonNode read(URI uri) throws ProviderAwayException {
        OutgoingAnswer answer =
                call(OutgoingRequest.get(uri, Map.of("Accept", "application/json")));
        if (answer.status() != 200) {
            throw new ProviderAwayException(
                    "Expected 200 of " + uri + ", but found " + answer.status());
        }
        return json(answer);
    }

    private OutgoingAnswer call(OutgoingRequest request) throws ProviderAwayException {
        try {
            OutgoingAnswer answer = client.send(request);
            if (answer.status() >= 500) {
                throw new ProviderAwayException(
                        "Expected an answer of "
                                + request.uri()
                                + ", but found "
                                + answer.status());
            }
            return answer;
        } catch (IOException e) {
            throw new ProviderAwayException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderAwayException("Interrupted while waiting for the provider", e);
        }
    }

    private static JsonNode json(OutgoingAnswer answer) throws ProviderAwayException {
        try {
            return Json.parse(answer.body());
        } catch (IOException e) {
            throw new ProviderAwayException(
                    "Expected JSON of the provider, but found " + answer.body().length + " bytes",
                    e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A text of the provider as it may stand in a message. */
    static String brief(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.substring(0, Math.min(plain.length(), MAX_ERROR));
    }
}
