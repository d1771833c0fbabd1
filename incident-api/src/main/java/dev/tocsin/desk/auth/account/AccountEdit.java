package dev.tocsin.desk.auth.account;

import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.http.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an account, member by member. Sessions that there are end when what they rest on
 * changes: the password, the roles, the state.
 */
final class AccountEdit {
    private final Account before;
    private String displayName;
    private Set<Role> roles;
    private Account.State state;
    private @Nullable String password;
    private @Nullable Long passwordAtMs;
    private Account.@Nullable Link link;
    private boolean deleted;

    AccountEdit(Account before) {
        this(before, before);
    }

    private AccountEdit(Account before, Account wanted) {
        this.before = before;
        this.displayName = wanted.displayName();
        this.roles = wanted.roles();
        this.state = wanted.state();
        this.password = wanted.password();
        this.passwordAtMs = wanted.passwordAtMs();
        this.link = wanted.link();
        this.deleted = wanted.deleted();
    }

    /** What makes an account again what it was. */
    static AccountEdit back(Account now, Account to) {
        return new AccountEdit(now, to);
    }

    AccountEdit displayName(@Nullable String name) {
        displayName = name == null ? displayName : name;
        return this;
    }

    AccountEdit roles(@Nullable Set<Role> wanted) {
        roles = wanted == null ? roles : wanted;
        return this;
    }

    AccountEdit state(Account.@Nullable State wanted) {
        state = wanted == null ? state : wanted;
        return this;
    }

    /** A new password; the link that it may have been set with is used up. */
    AccountEdit password(String hash, long nowMs) {
        password = hash;
        passwordAtMs = nowMs;
        link = null;
        return this;
    }

    AccountEdit withoutPassword() {
        password = null;
        passwordAtMs = null;
        return this;
    }

    AccountEdit link(Account.@Nullable Link wanted) {
        link = wanted;
        return this;
    }

    AccountEdit deleted(boolean wanted) {
        deleted = wanted;
        return this;
    }

    /** Whether sessions that there are must end. */
    boolean endsSessions() {
        return !roles.equals(before.roles())
                || state != before.state()
                || deleted != before.deleted()
                || !String.valueOf(password).equals(String.valueOf(before.password()));
    }

    /** The account as it shall be. */
    Account after(long nowMs) {
        return new Account(
                before.name(),
                displayName,
                roles,
                state,
                password,
                passwordAtMs,
                link,
                before.stamp() + (endsSessions() ? 1 : 0),
                before.version() + 1,
                before.made(),
                nowMs,
                before.lastLogInAtMs(),
                deleted);
    }

    /** What the history tells: never a hash. */
    List<FieldChange> fields() {
        List<FieldChange> fields = new ArrayList<>();
        fields.add(FieldChange.of("display_name", before.displayName(), displayName));
        fields.add(FieldChange.of("roles", before.roleNames(), Role.names(roles)));
        fields.add(FieldChange.of("state", Texts.name(before.state()), Texts.name(state)));
        fields.add(
                FieldChange.of("password_set_at", time(before.passwordAtMs()), time(passwordAtMs)));
        fields.add(FieldChange.of("link_expires_at", ends(before.link()), ends(link)));
        fields.removeIf(field -> !field.isReal());
        return fields;
    }

    private static @Nullable String ends(Account.@Nullable Link link) {
        return link == null ? null : Texts.time(link.expiresAtMs());
    }

    private static @Nullable String time(@Nullable Long ms) {
        return ms == null ? null : Texts.time(ms);
    }
}
