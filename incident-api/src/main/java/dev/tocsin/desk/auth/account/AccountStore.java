package dev.tocsin.desk.auth.account;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.Once;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Insertion;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Accounts in the store. A change is one atomic write on the version that was read, together with
 * its entry in the outbox; log-ins write what they find out beside that.
 */
public final class AccountStore {
    /** The most accounts that are not deleted. */
    static final int MAX_ACCOUNTS = 2_000;

    /** The most browsers of an account that are known. */
    static final int MAX_DEVICES = 10;

    private static final String DEVICES = "devices";
    private static final Bson THERE = Filters.ne("deleted", true);

    private final MongoCollection<Document> accounts;
    private final OutboxSignals signals;

    public AccountStore(DeskStore store, OutboxSignals signals) {
        this.accounts = store.accounts();
        this.signals = signals;
    }

    /** An account, or null when there is none or it was deleted. */
    @Nullable Account find(String name) {
        Account account = findAlsoDeleted(name);
        return account == null || account.deleted() ? null : account;
    }

    @Nullable Account findAlsoDeleted(String name) {
        Document found = accounts.find(id(name)).first();
        return found == null ? null : Account.from(found);
    }

    /** The account of a link's hash, or null. */
    @Nullable Account findByLink(String hash) {
        Document found = accounts.find(Filters.and(Filters.eq("link", hash), THERE)).first();
        return found == null ? null : Account.from(found);
    }

    /** All that are not deleted, by name. */
    List<Account> all() {
        List<Account> all = new ArrayList<>();
        for (Document document :
                accounts.find(THERE).sort(Sorts.ascending("_id")).limit(MAX_ACCOUNTS)) {
            all.add(Account.from(document));
        }
        return all;
    }

    long count() {
        return accounts.countDocuments(THERE);
    }

    /** How many can log in and may do everything. */
    long admins() {
        return accounts.countDocuments(
                Filters.and(
                        THERE,
                        Filters.eq("state", Texts.name(Account.State.ACTIVE)),
                        Filters.eq("roles", Texts.name(Role.ADMIN)),
                        Filters.ne("password", null)));
    }

    /** What a request made before it broke off; null when it made none. */
    @Nullable Account made(String name, Author author) {
        return author.made(accounts.find(id(name)).first(), Account::from);
    }

    /** Stores a new account; false when there is one of that name, be it a deleted one. */
    boolean insert(Account account, Author author, Change change) {
        Document document = new Document("_id", account.id());
        document.putAll(account.toDocument());
        document.append(Once.MADE_BY, author.mark());
        boolean stored = Insertion.once(accounts, document.append(Outbox.FIELD, Outbox.of(change)));
        if (stored) {
            signals.wake(accounts, account.id());
        }
        return stored;
    }

    /** Writes an account over the version that was read; false when somebody was faster. */
    boolean replace(Account before, Account after, Change change, Bson... more) {
        List<Bson> updates = new ArrayList<>(List.of(more));
        after.toDocument().forEach((name, value) -> updates.add(Updates.set(name, value)));
        if (before.stamp() != after.stamp()) {
            updates.add(Updates.set(DEVICES, List.of()));
        }
        updates.add(Outbox.push(change));
        boolean written =
                accounts.updateOne(
                                        Filters.and(
                                                id(before.name()),
                                                Filters.eq("version", before.version())),
                                        Updates.combine(updates))
                                .getModifiedCount()
                        == 1;
        if (written) {
            signals.wake(accounts, before.id());
        }
        return written;
    }

    /** Notes a log-in. */
    void loggedIn(String name, long nowMs) {
        accounts.updateOne(id(name), Updates.max("last_login_at", nowMs));
    }

    /** Puts a hash with newer parameters in the place of the one that was read. */
    void rehash(String name, String before, String after) {
        accounts.updateOne(
                Filters.and(id(name), Filters.eq("password", before)),
                Updates.set("password", after));
    }

    /** Whether the owner of an account has logged in from a browser. */
    boolean knows(String name, String deviceHash) {
        return accounts.find(Filters.and(id(name), Filters.eq(DEVICES, deviceHash))).first()
                != null;
    }

    /** Remembers a browser; the one that was remembered first is forgotten for it. */
    void remember(String name, String deviceHash) {
        accounts.updateOne(
                id(name),
                Updates.pushEach(
                        DEVICES, List.of(deviceHash), new PushOptions().slice(-MAX_DEVICES)));
    }

    private static Bson id(String name) {
        return Filters.eq("_id", Account.id(name));
    }
}
