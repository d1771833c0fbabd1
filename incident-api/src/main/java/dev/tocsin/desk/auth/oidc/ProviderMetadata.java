package dev.tocsin.desk.auth.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.net.OutgoingPolicy;
import dev.tocsin.desk.net.RefusedTargetException;
import dev.tocsin.json.Json;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0).
 *
 * @param authorization where browsers log in
 * @param token where a code becomes tokens
 * @param keys where the keys of its tokens are
 * @param userInfo where more is told of somebody; null for nowhere
 * @param endSession where browsers log out; null for nowhere
 * @param namesIssuer whether its answers say who answers (RFC 9207)
 * @param secretInBody whether it wants the secret in the body, not in a header
 */
record ProviderMetadata(
        URI authorization,
        URI token,
        URI keys,
        @Nullable URI userInfo,
        @Nullable URI endSession,
        boolean namesIssuer,
        boolean secretInBody) {

    /**
     * Reads the document of a provider.
     *
     * @throws ProviderAwayException when it is of another issuer, or lacks something
     */
    static ProviderMetadata of(JsonNode json, String issuer, OutgoingPolicy policy)
            throws ProviderAwayException {
        String found = Json.text(json, "issuer");
        if (!issuer.equals(found)) {
            throw new ProviderAwayException(
                    "Expected the issuer " + issuer + " in its own document, but found " + found);
        }
        return new ProviderMetadata(
                required(json, "authorization_endpoint", policy),
                required(json, "token_endpoint", policy),
                required(json, "jwks_uri", policy),
                address(json, "userinfo_endpoint", policy),
                address(json, "end_session_endpoint", policy),
                json.path("authorization_response_iss_parameter_supported").asBoolean(),
                wantsSecretInBody(json.path("token_endpoint_auth_methods_supported")));
    }

    private static boolean wantsSecretInBody(JsonNode methods) {
        boolean header = methods.isMissingNode();
        boolean body = false;
        for (JsonNode method : methods) {
            header |= "client_secret_basic".equals(method.asText());
            body |= "client_secret_post".equals(method.asText());
        }
        return body && !header;
    }

    private static URI required(JsonNode json, String name, OutgoingPolicy policy)
            throws ProviderAwayException {
        URI address = address(json, name, policy);
        if (address == null) {
            throw new ProviderAwayException(
                    "Expected " + name + " in the provider's document, but found none");
        }
        return address;
    }

    private static @Nullable URI address(JsonNode json, String name, OutgoingPolicy policy)
            throws ProviderAwayException {
        JsonNode node = json.path(name);
        if (!node.isTextual()) {
            return null;
        }
        try {
            URI uri = URI.create(node.textValue());
            policy.checked(uri);
            return uri;
        } catch (IllegalArgumentException | RefusedTargetException e) {
            throw new ProviderAwayException(
                    "Expected " + name + " to be an address to call, but: " + e.getMessage(), e);
        }
    }
}
