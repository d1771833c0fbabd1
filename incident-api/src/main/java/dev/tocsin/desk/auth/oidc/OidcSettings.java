package dev.tocsin.desk.auth.oidc;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import dev.tocsin.desk.net.OutgoingPolicy;
import dev.tocsin.desk.net.RefusedTargetException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The provider whose people get in.
 *
 * @param issuer as the provider writes it
 * @param clientId what the desk is called there
 * @param secret of the desk; null for a public client, which PKCE alone protects
 * @param roles of its groups
 * @param groupsClaim where a token has the groups; a dot goes into an object
 * @param nameClaim where a token has what the history calls somebody
 * @param scopes that are asked for
 * @param label what the provider is called on the page to log in
 * @param home where browsers reach the desk
 */
public record OidcSettings(
        String issuer,
        String clientId,
        @Nullable String secret,
        RoleMap roles,
        String groupsClaim,
        String nameClaim,
        String scopes,
        String label,
        URI home) {
    /** Where the provider sends browsers back to, at the desk. */
    static final String CALLBACK = "/api/v1/oidc/callback";

    private static final String PREFIX = "TOCSIN_API_OIDC_";
    private static final String ISSUER = PREFIX + "ISSUER";
    private static final String CLIENT_ID = PREFIX + "CLIENT_ID";
    private static final String SECRET_FILE = PREFIX + "CLIENT_SECRET_FILE";
    private static final String ROLES = PREFIX + "ROLES";
    private static final String GROUPS_CLAIM = PREFIX + "GROUPS_CLAIM";
    private static final String NAME_CLAIM = PREFIX + "NAME_CLAIM";
    private static final String SCOPES = PREFIX + "SCOPES";
    private static final String LABEL = PREFIX + "LABEL";
    private static final String HOME = "TOCSIN_API_PUBLIC_URL";

    /**
     * The settings of an environment; null when there is no provider.
     *
     * @param home where browsers reach the desk; null when no setting says it
     * @throws IllegalArgumentException naming the variable that is wrong or missing
     */
    public static @Nullable OidcSettings from(
            Settings settings, OutgoingPolicy outgoing, @Nullable URI home) {
        String issuer = settings.optional(ISSUER);
        if (issuer == null) {
            requireNothingElse(settings);
            return null;
        }
        requireCallable(issuer, outgoing);
        if (home == null) {
            throw missing(HOME, "to which the provider sends browsers back");
        }
        String clientId = settings.optional(CLIENT_ID);
        if (clientId == null) {
            throw missing(CLIENT_ID, "by which the provider knows the desk");
        }
        String file = settings.optional(SECRET_FILE);
        return new OidcSettings(
                issuer,
                clientId,
                file == null ? null : secret(file),
                RoleMap.parse(ROLES, settings.text(ROLES, "")),
                settings.text(GROUPS_CLAIM, "groups"),
                settings.text(NAME_CLAIM, "preferred_username"),
                scopes(settings.text(SCOPES, "openid profile")),
                settings.text(LABEL, URI.create(issuer).getHost()),
                home);
    }

    private static void requireNothingElse(Settings settings) {
        for (String name : List.of(CLIENT_ID, SECRET_FILE, ROLES)) {
            if (settings.optional(name) != null) {
                throw new IllegalArgumentException(
                        "Expected " + ISSUER + " beside " + name + ", but found none");
            }
        }
    }

    private static void requireCallable(String issuer, OutgoingPolicy outgoing) {
        try {
            URI uri = URI.create(issuer);
            outgoing.checked(uri);
            if (uri.getRawQuery() == null) {
                return;
            }
        } catch (RefusedTargetException e) {
            throw new IllegalArgumentException(ISSUER + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException _) {
            // Told below, like an address with a query.
        }
        throw new IllegalArgumentException(
                "Expected %s to be an address such as https://login.example/realms/soc, but found %s"
                        .formatted(ISSUER, issuer));
    }

    private static IllegalArgumentException missing(String name, String what) {
        return new IllegalArgumentException(
                "Expected " + name + " beside " + ISSUER + ", " + what + ", but found none");
    }

    private static String secret(String file) {
        try {
            String secret = Files.readString(Path.of(file)).strip();
            if (!secret.isEmpty()) {
                return secret;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Expected %s to name a file with the secret, but: %s".formatted(SECRET_FILE, e),
                    e);
        }
        throw new IllegalArgumentException(
                "Expected %s to name a file with the secret, but %s is empty"
                        .formatted(SECRET_FILE, file));
    }

    private static String scopes(String text) {
        if (List.of(text.split(" ", -1)).contains("openid")) {
            return text;
        }
        throw new IllegalArgumentException(
                "Expected %s to hold openid, but found %s".formatted(SCOPES, text));
    }

    /** Where the provider sends browsers back to. */
    URI callback() {
        return URI.create(home + CALLBACK);
    }

    /** Adds the settings to a description. */
    public Description describe(Description shown) {
        return shown.with(ISSUER, issuer)
                .with(CLIENT_ID, clientId)
                .withSecret(SECRET_FILE, secret != null)
                .with(ROLES, roles)
                .with(GROUPS_CLAIM, groupsClaim)
                .with(NAME_CLAIM, nameClaim)
                .with(SCOPES, scopes)
                .with(LABEL, label);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return describe(new Description()).toString();
    }
}
