package dev.tocsin.desk.auth.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.tocsin.desk.auth.AuthMethod;
import dev.tocsin.desk.auth.Identity;
import dev.tocsin.desk.auth.Role;
import dev.tocsin.json.Json;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who somebody is at the desk: issuer and subject, which never pass to another; never an e-mail
 * address, which may. The roles come from groups, and who has none is not let in.
 */
final class People {
    private static final int MAX_GROUPS = 1_000;
    private static final int MAX_NAME = 80;

    private final OidcSettings settings;
    private final Provider provider;

    People(OidcSettings settings, Provider provider) {
        this.settings = settings;
        this.provider = provider;
    }

    /**
     * Who the claims of an ID token are about.
     *
     * @throws LogInException when none of their groups has a role
     */
    Identity identity(JWTClaimsSet token, Provider.Tokens tokens)
            throws LogInException, ProviderAwayException {
        JsonNode claims = claims(token, tokens);
        String name = name(claims, token.getSubject());
        Set<Role> roles = settings.roles().rolesOf(groups(claims));
        if (roles.isEmpty()) {
            throw LogInException.refused(
                    "Expected %s to be in a group that may use this desk, but found none. Ask an administrator for access"
                            .formatted(name));
        }
        return new Identity(
                id(settings.issuer(), token.getSubject()), name, roles, null, AuthMethod.OIDC);
    }

    /** What somebody is called for ever. */
    static String id(String issuer, String subject) {
        return "oidc:" + issuer + "#" + subject;
    }

    /** Those of the token; and what it leaves out as the provider tells it when it is asked. */
    private JsonNode claims(JWTClaimsSet token, Provider.Tokens tokens)
            throws LogInException, ProviderAwayException {
        ObjectNode claims = Json.MAPPER.valueToTree(token.toJSONObject());
        if (!at(claims, settings.groupsClaim()).isMissingNode()) {
            return claims;
        }
        JsonNode more = provider.userInfo(tokens);
        if (more.isEmpty()) {
            return claims;
        }
        if (!token.getSubject().equals(Json.text(more, "sub"))) {
            throw LogInException.refused(
                    "Expected the provider to tell about the subject of the ID token, but found another one");
        }
        for (var claim : more.properties()) {
            if (!claims.has(claim.getKey())) {
                claims.set(claim.getKey(), claim.getValue());
            }
        }
        return claims;
    }

    private Set<String> groups(JsonNode claims) {
        JsonNode found = at(claims, settings.groupsClaim());
        Set<String> groups = new LinkedHashSet<>();
        if (found.isTextual()) {
            groups.add(found.textValue());
        }
        for (JsonNode group : found) {
            if (group.isTextual() && groups.size() < MAX_GROUPS) {
                groups.add(group.textValue());
            }
        }
        return groups;
    }

    /** With the provider's host, so that nobody can be called like a key or an account of here. */
    private String name(JsonNode claims, String subject) {
        JsonNode found = at(claims, settings.nameClaim());
        String text = found.isTextual() && !found.asText().isBlank() ? found.asText() : subject;
        String plain = text.strip().replaceAll("\\p{Cntrl}", "?");
        return plain.substring(0, Math.min(plain.length(), MAX_NAME))
                + " ("
                + URI.create(settings.issuer()).getHost()
                + ")";
    }

    /** A claim by its whole name, else as a path into objects. */
    private static JsonNode at(JsonNode claims, String name) {
        return claims.has(name) ? claims.path(name) : claims.at("/" + name.replace('.', '/'));
    }
}
