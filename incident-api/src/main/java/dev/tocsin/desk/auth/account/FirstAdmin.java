package dev.tocsin.desk.auth.account;

import dev.tocsin.desk.auth.PublicAddress;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * There is no default password: while no administrator can log in, each start gives the account
 * {@code admin} a new link to set a password, once. It is in the log, and in a file that its owner
 * alone can read.
 */
public final class FirstAdmin {
    /** The name of the file in the data directory. */
    public static final String FILE = "first-admin-link";

    /** The name of the first account. */
    static final String NAME = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

    private final Accounts accounts;
    private final PublicAddress address;
    private final @Nullable Path file;
    private final Author author;

    /**
     * @param home the data directory, or null for none
     */
    FirstAdmin(Accounts accounts, PublicAddress address, @Nullable Path home, Author author) {
        this.accounts = accounts;
        this.address = address;
        this.file = home == null ? null : home.resolve(FILE);
        this.author = author;
    }

    /** Offers a link when nobody could administrate otherwise. */
    public void offer() {
        Accounts.Linked offered = offered();
        if (offered == null) {
            forget();
            return;
        }
        String url = Links.url(address, offered);
        Account.Link link = offered.account().link();
        LOG.warn(
                "No administrator has a password yet. Set the one of {}, once and before {}, at {}",
                NAME,
                link == null ? "-" : Texts.time(link.expiresAtMs()),
                url);
        keep(url);
    }

    private Accounts.@Nullable Linked offered() {
        try {
            return accounts.offerFirst(NAME, author);
        } catch (ProblemException e) {
            LOG.info(
                    "Another replica offers a link to the first administrator: {}", e.getMessage());
            return null;
        }
    }

    /** The link is used up when an administrator has a password. */
    void passwordSet(Account account) {
        if (account.isAdmin()) {
            forget();
        }
    }

    private void keep(String url) {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, url + "\n");
        } catch (IOException e) {
            LOG.warn("Expected to write {}, but: {}", file, e.toString());
        }
    }

    private void forget() {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Expected to delete {}, but: {}", file, e.toString());
        }
    }
}
