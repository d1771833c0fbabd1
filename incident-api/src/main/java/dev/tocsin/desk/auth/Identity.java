package dev.tocsin.desk.auth;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is and what it may do, however that was found out.
 *
 * @param id stands for the same person or machine for ever: the id of a key, {@code account:kim},
 *     {@code oidc:<issuer>#<subject>}
 * @param name what the history calls it
 * @param roles what it may do, at least one
 * @param scopes where it may do so (see {@link Scope}); null for everywhere
 * @param method how it showed who it is
 */
public record Identity(
        String id, String name, Set<Role> roles, @Nullable List<String> scopes, AuthMethod method) {
    public Identity {
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
        scopes = scopes == null ? null : List.copyOf(scopes);
    }

    static Identity of(ApiKey key) {
        return new Identity(key.id(), key.name(), Set.of(key.role()), key.scopes(), AuthMethod.KEY);
    }

    /** The role that says most of what it may do; all of them count. */
    public Role role() {
        return Collections.max(roles);
    }
}
