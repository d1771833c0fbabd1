package dev.tocsin.desk.auth.oidc;

import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.auth.RoleEntry;
import dev.tocsin.desk.http.Texts;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which groups of the provider have which roles. Who is in none of them has none.
 *
 * @param entries in the order of the setting
 */
record RoleMap(List<RoleEntry<String>> entries) {
    RoleMap {
        entries = List.copyOf(entries);
    }

    /**
     * Reads {@code role=group;role2=group2}. A group may hold any character but a semicolon.
     *
     * @param variable for error messages
     */
    static RoleMap parse(String variable, String text) {
        List<RoleEntry<String>> entries =
                RoleEntry.parse(
                        variable,
                        text,
                        "role=group;role2=group2 with roles of " + Texts.names(Role.class),
                        group -> group.isEmpty() ? null : group);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected %s to be role=group;role2=group2, because nobody has a role without it, but found none"
                            .formatted(variable));
        }
        return new RoleMap(entries);
    }

    /** All roles of somebody in some groups; empty for somebody who may not get in. */
    Set<Role> rolesOf(Collection<String> groups) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (RoleEntry<String> entry : entries) {
            if (groups.contains(entry.name())) {
                roles.add(entry.role());
            }
        }
        return roles;
    }

    /** As it is read. */
    @Override
    public String toString() {
        return RoleEntry.text(entries);
    }
}
