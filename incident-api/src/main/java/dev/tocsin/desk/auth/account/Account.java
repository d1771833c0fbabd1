package dev.tocsin.desk.auth.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.AuthMethod;
import dev.tocsin.desk.auth.Identity;
import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The account of a person, as it is stored.
 *
 * @param name what its owner logs in with
 * @param displayName what people call its owner
 * @param roles what its owner may do
 * @param state whether its owner may log in
 * @param password hash of it; null until its owner has set one
 * @param passwordAtMs when it was set; null when it was not
 * @param link the link with which its owner may set a password; null when there is none
 * @param stamp grows whenever sessions that there are must end
 * @param version grows with every change
 * @param made when and by whom it was made
 * @param updatedAtMs when it was last changed
 * @param lastLogInAtMs when its owner last logged in; null for never
 * @param deleted whether it is only kept for its history
 */
record Account(
        String name,
        String displayName,
        Set<Role> roles,
        State state,
        @Nullable String password,
        @Nullable Long passwordAtMs,
        @Nullable Link link,
        long stamp,
        long version,
        Made made,
        long updatedAtMs,
        @Nullable Long lastLogInAtMs,
        boolean deleted) {
    private static final String ID = "account:";

    Account {
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    /** Whether the owner of an account may log in. */
    enum State {
        ACTIVE,
        DISABLED
    }

    /** When and by whom something was made. */
    record Made(long atMs, String by) {}

    /**
     * A link with which a password may be set, once.
     *
     * @param hash of its token
     * @param expiresAtMs when it ends
     */
    record Link(String hash, long expiresAtMs) {}

    /** What stands for it in the store, the history and sessions. */
    static String id(String name) {
        return ID + name;
    }

    String id() {
        return id(name);
    }

    boolean mayLogIn() {
        return !deleted && state == State.ACTIVE && password != null;
    }

    /** Whether its owner can log in and may do everything. */
    boolean isAdmin() {
        return mayLogIn() && roles.contains(Role.ADMIN);
    }

    Identity identity() {
        return new Identity(id(), name, roles, null, AuthMethod.PASSWORD);
    }

    List<String> roleNames() {
        return Role.names(roles);
    }

    /** What administrators see. */
    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("name", name).put("display_name", displayName);
        json.set("roles", Json.MAPPER.valueToTree(roleNames()));
        json.put("state", Texts.name(state));
        json.put("password_set_at", time(passwordAtMs));
        json.put("link_expires_at", link == null ? null : Texts.time(link.expiresAtMs()));
        json.put("created_at", Texts.time(made.atMs())).put("created_by", made.by());
        json.put("updated_at", Texts.time(updatedAtMs));
        return json.put("last_login_at", time(lastLogInAtMs));
    }

    private static @Nullable String time(@Nullable Long ms) {
        return ms == null ? null : Texts.time(ms);
    }

    /** What a change writes: all but what log-ins write by themselves. */
    Document toDocument() {
        return new Document("name", name)
                .append("display_name", displayName)
                .append("roles", new ArrayList<>(roleNames()))
                .append("state", Texts.name(state))
                .append("password", password)
                .append("password_at", passwordAtMs)
                .append("link", link == null ? null : link.hash())
                .append("link_expires_at", link == null ? null : link.expiresAtMs())
                .append("stamp", stamp)
                .append("version", version)
                .append("created_at", made.atMs())
                .append("created_by", made.by())
                .append("updated_at", updatedAtMs)
                .append("deleted", deleted);
    }

    static Account from(Document document) {
        return new Account(
                document.getString("name"),
                document.getString("display_name"),
                document.getList("roles", String.class).stream()
                        .map(name -> Objects.requireNonNull(Texts.constant(Role.class, name)))
                        .collect(Collectors.toSet()),
                Objects.requireNonNull(Texts.constant(State.class, document.getString("state"))),
                document.getString("password"),
                Docs.optionalNumber(document, "password_at"),
                link(document),
                Docs.number(document, "stamp"),
                Docs.number(document, "version"),
                new Made(Docs.number(document, "created_at"), document.getString("created_by")),
                Docs.number(document, "updated_at"),
                Docs.optionalNumber(document, "last_login_at"),
                document.getBoolean("deleted", false));
    }

    private static @Nullable Link link(Document document) {
        String hash = document.getString("link");
        return hash == null ? null : new Link(hash, Docs.number(document, "link_expires_at"));
    }
}
