package dev.tocsin.desk.auth.account;

import com.mongodb.client.model.Updates;
import dev.tocsin.desk.auth.Identity;
import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.auth.Secrets;
import dev.tocsin.desk.auth.Session;
import dev.tocsin.desk.auth.SessionStore;
import dev.tocsin.desk.auth.Standing;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.change.Once;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.token.TokenHash;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with accounts, and what always holds: there is an administrator once there was
 * one, links are good once and for a time, and sessions end with what they rest on.
 */
public final class Accounts implements Standing {
    private static final int TRIES = 20;

    private final AccountStore store;
    private final SessionStore sessions;
    private final Duration linkLifetime;
    private final Secrets secrets = new Secrets();

    /**
     * @param linkLifetime how long a link is good
     */
    public Accounts(AccountStore store, SessionStore sessions, Duration linkLifetime) {
        this.store = store;
        this.sessions = sessions;
        this.linkLifetime = linkLifetime;
    }

    /**
     * An account with the token of its new link, which is told this once.
     *
     * @param account as it is now
     * @param token opens it once
     */
    record Linked(Account account, String token) {}

    /** The account of a session's owner, as long as nothing that the session rests on changed. */
    @Override
    public @Nullable Identity now(Session session) {
        Account account = store.find(session.who().name());
        return account != null && account.mayLogIn() && account.stamp() == session.stamp()
                ? account.identity()
                : null;
    }

    /**
     * An account.
     *
     * @throws ProblemException 404 when there is none
     */
    Account require(String name) {
        Account account = store.find(name);
        if (account == null) {
            throw ProblemException.notFound("an account with the name " + name);
        }
        return account;
    }

    /**
     * Makes an account without a password, and a link for its owner to set one. When the request
     * made the account before it broke off, the link alone is new.
     *
     * @throws ProblemException 409 when there is one of that name, or there are too many
     */
    Linked create(String name, String displayName, Set<Role> roles, Author author) {
        if (store.made(name, author) != null) {
            return link(name, author);
        }
        if (store.count() >= AccountStore.MAX_ACCOUNTS) {
            throw ProblemException.conflict(
                    "Expected fewer than %d accounts, but found as many"
                            .formatted(AccountStore.MAX_ACCOUNTS));
        }
        Account before = store.findAlsoDeleted(name);
        if (before != null && !before.deleted()) {
            throw taken(name);
        }
        String token = secrets.next();
        Account made = made(before, name, displayName, roles, fresh(token, author), author);
        Change change =
                author.change(
                        Kind.ACCOUNT, made.id(), "created", made.version(), given(made), null);
        if (before == null
                ? !store.insert(made, author, change)
                : !store.replace(before, made, change, Updates.set(Once.MADE_BY, author.mark()))) {
            throw taken(name);
        }
        return new Linked(made, token);
    }

    /** Makes a new link; an earlier one is no longer good. */
    Linked link(String name, Author author) {
        String token = secrets.next();
        for (int i = 0; i < TRIES; i++) {
            Account before = require(name);
            if (before.state() == Account.State.DISABLED) {
                throw ProblemException.conflict(
                        "Expected an account whose owner may log in, but it is disabled");
            }
            AccountEdit edit = new AccountEdit(before).link(fresh(token, author));
            Account after = write(before, edit, "changed", author);
            if (after != null) {
                return new Linked(after, token);
            }
        }
        throw ProblemException.conflict(
                "Expected to change the account " + name + ", but others changed it all the time");
    }

    /**
     * Changes an account as it was read.
     *
     * @throws ProblemException 412 when somebody was faster, 409 when it is the last administrator
     */
    Account edit(Account before, AccountEdit edit, String action, Author author) {
        boolean risky = before.isAdmin() && !edit.after(0).isAdmin();
        if (risky && store.admins() <= 1) {
            throw lastAdmin();
        }
        Account after = write(before, edit, action, author);
        if (after == null) {
            throw ProblemException.stale(Preconditions.etag(require(before.name()).version()));
        }
        if (risky && store.admins() == 0) {
            // Two at once: whoever sees that none is left takes it back.
            write(after, AccountEdit.back(after, before), "changed", author);
            throw lastAdmin();
        }
        return after;
    }

    /**
     * Makes an account an administrator without a password, with a link to set one, as long as no
     * administrator can log in.
     *
     * @return null when one can, or somebody was faster
     */
    @Nullable Linked offerFirst(String name, Author author) {
        if (store.admins() > 0) {
            return null;
        }
        Account before = store.find(name);
        if (before == null) {
            return create(name, "Administrator", Set.of(Role.ADMIN), author);
        }
        String token = secrets.next();
        Set<Role> roles = EnumSet.copyOf(before.roles());
        roles.add(Role.ADMIN);
        // A password that was there was none of an administrator's.
        AccountEdit edit =
                new AccountEdit(before)
                        .roles(roles)
                        .state(Account.State.ACTIVE)
                        .withoutPassword()
                        .link(fresh(token, author));
        Account after = write(before, edit, "changed", author);
        return after == null ? null : new Linked(after, token);
    }

    /** Ends every session of an account. */
    void endSessions(Account account) {
        sessions.closeAll(account.id(), null);
    }

    /** Writes a change; null when somebody was faster. */
    @Nullable Account write(Account before, AccountEdit edit, String action, Author author) {
        Account after = edit.after(author.clock().millis());
        if (!store.replace(before, after, change(before, action, edit, after, author))) {
            return null;
        }
        if (edit.endsSessions()) {
            endSessions(after);
        }
        return after;
    }

    private Account.Link fresh(String token, Author author) {
        long ends = author.clock().millis() + linkLifetime.toMillis();
        return new Account.Link(TokenHash.of(token), ends);
    }

    /** A new account; one that was deleted goes on where it ended, so that no ETag comes twice. */
    private static Account made(
            @Nullable Account before,
            String name,
            String displayName,
            Set<Role> roles,
            Account.Link link,
            Author author) {
        long now = author.clock().millis();
        return new Account(
                name,
                displayName,
                roles,
                Account.State.ACTIVE,
                null,
                null,
                link,
                before == null ? 1 : before.stamp() + 1,
                before == null ? 1 : before.version() + 1,
                new Account.Made(now, author.name()),
                now,
                null,
                false);
    }

    /** What the history tells of a new account. */
    private static List<FieldChange> given(Account made) {
        return List.of(
                FieldChange.of("display_name", null, made.displayName()),
                FieldChange.of("roles", List.of(), made.roleNames()));
    }

    private static Change change(
            Account subject, String action, AccountEdit edit, Account after, Author author) {
        return author.change(
                Kind.ACCOUNT, subject.id(), action, after.version(), edit.fields(), null);
    }

    private static ProblemException taken(String name) {
        return ProblemException.conflict(
                "Expected a name that no account has, but found an account " + name);
    }

    private static ProblemException lastAdmin() {
        return ProblemException.conflict(
                "Expected an administrator to be left who can log in, but this is the last one");
    }
}
