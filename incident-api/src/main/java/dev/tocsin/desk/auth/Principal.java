package dev.tocsin.desk.auth;

import dev.tocsin.desk.http.Access;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param who it is
 * @param session the session that it calls in; null when it showed its key or certificate itself
 * @param csrf the token that a write in a session must repeat; null without a session
 */
public record Principal(Identity who, @Nullable Session session, @Nullable String csrf) {
    static Principal without(Identity who) {
        return new Principal(who, null, null);
    }

    /** Stands for the same person or machine for ever. */
    public String id() {
        return who.id();
    }

    /** What the history calls it. */
    public String name() {
        return who.name();
    }

    /** The role that says most of what it may do. */
    public Role role() {
        return who.role();
    }

    /** Where it may do so; null for everywhere. */
    public @Nullable List<String> scopes() {
        return who.scopes();
    }

    /** Whether one of its roles suffices. */
    public boolean allows(Access access) {
        return who.roles().stream().anyMatch(role -> role.allows(access));
    }

    /** Whether it may use all that these roles may. */
    public boolean covers(Set<Role> roles) {
        return who.roles().contains(Role.ADMIN) || who.roles().containsAll(roles);
    }

    /** Whether a scope is among the caller's; every route without one is. */
    public boolean reaches(@Nullable String scope) {
        return scope == null || scopes() == null || scopes().contains(scope);
    }
}
