package dev.tocsin.desk.auth.oidc;

import dev.tocsin.desk.net.OutgoingRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the desk sends browsers: to the provider's pages to log in and to log out. */
final class Addresses {
    private final OidcSettings settings;

    Addresses(OidcSettings settings) {
        this.settings = settings;
    }

    /** Where a log-in begins. */
    String logIn(ProviderMetadata provider, LogInState state) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", settings.callback().toString());
        query.put("scope", settings.scopes());
        query.put("state", state.state());
        query.put("nonce", state.nonce());
        query.put("code_challenge", state.challenge());
        query.put("code_challenge_method", "S256");
        return with(provider.authorization(), query);
    }

    /** Where the provider's own session ends; null when it has no such page. */
    @Nullable String logOut(ProviderMetadata provider, String idToken) {
        URI page = provider.endSession();
        if (page == null) {
            return null;
        }
        Map<String, String> query = new LinkedHashMap<>();
        query.put("id_token_hint", idToken);
        query.put("client_id", settings.clientId());
        query.put("post_logout_redirect_uri", settings.home() + "/");
        return with(page, query);
    }

    private static String with(URI page, Map<String, String> query) {
        return page + (page.getRawQuery() == null ? "?" : "&") + OutgoingRequest.encoded(query);
    }
}
