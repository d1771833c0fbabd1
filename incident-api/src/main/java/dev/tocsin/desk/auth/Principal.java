package dev.tocsin.desk.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param keyId id of the key
 * @param name name of the key
 * @param role what it may do
 * @param scopes where it may do so (see {@link Scope}); null for everywhere
 * @param csrf the token that a write must repeat; null when the caller sent the key itself
 */
public record Principal(
        String keyId,
        String name,
        Role role,
        @Nullable List<String> scopes,
        @Nullable String csrf) {
    public Principal {
        scopes = scopes == null ? null : List.copyOf(scopes);
    }

    static Principal of(ApiKey key, @Nullable String csrf) {
        return new Principal(key.id(), key.name(), key.role(), key.scopes(), csrf);
    }

    /** Whether a scope is among the caller's; every route without one is. */
    public boolean reaches(@Nullable String scope) {
        return scope == null || scopes == null || scopes.contains(scope);
    }
}
