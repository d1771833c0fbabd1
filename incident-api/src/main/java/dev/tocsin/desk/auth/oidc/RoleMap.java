package dev.tocsin.desk.auth.oidc;

import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.http.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which groups of the provider have which roles. Who is in none of them has none.
 *
 * @param entries in the order of the setting
 */
record RoleMap(List<Entry> entries) {
    /** A group has a role. */
    record Entry(Role role, String group) {}

    RoleMap {
        entries = List.copyOf(entries);
    }

    /**
     * Reads {@code role=group;role2=group2}. A group may hold any character but a semicolon.
     *
     * @param variable for error messages
     */
    static RoleMap parse(String variable, String text) {
        List<Entry> entries = new ArrayList<>();
        for (String entry : text.split(";", -1)) {
            if (!entry.isBlank()) {
                entries.add(entry(variable, entry.strip()));
            }
        }
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected %s to be role=group;role2=group2, because nobody has a role without it, but found none"
                            .formatted(variable));
        }
        return new RoleMap(entries);
    }

    private static Entry entry(String variable, String text) {
        int equals = text.indexOf('=');
        Role role =
                equals < 0 ? null : Texts.constant(Role.class, text.substring(0, equals).strip());
        String group = text.substring(equals + 1).strip();
        if (role == null || group.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected %s to be role=group;role2=group2 with roles of %s, but found %s"
                            .formatted(variable, Texts.names(Role.class), text));
        }
        return new Entry(role, group);
    }

    /** All roles of somebody in some groups; empty for somebody who may not get in. */
    Set<Role> rolesOf(Collection<String> groups) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Entry entry : entries) {
            if (groups.contains(entry.group())) {
                roles.add(entry.role());
            }
        }
        return roles;
    }

    /** As it is read. */
    @Override
    public String toString() {
        return entries.stream()
                .map(entry -> Texts.name(entry.role()) + "=" + entry.group())
                .collect(Collectors.joining(";"));
    }
}
