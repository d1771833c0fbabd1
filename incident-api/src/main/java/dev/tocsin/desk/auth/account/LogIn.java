package dev.tocsin.desk.auth.account;

import dev.tocsin.desk.auth.PasswordLogIn;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.auth.Sessions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.ops.DeskMetrics;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The log-in with user name and password. It tells nobody which of the two is wrong, neither by
 * what it answers nor by how long it takes.
 */
final class LogIn implements PasswordLogIn {
    private final AccountStore store;
    private final PasswordHashes hashes;
    private final Sessions sessions;
    private final Attempts attempts;
    private final DeskMetrics metrics;
    private final InstantSource clock;

    LogIn(
            AccountStore store,
            PasswordHashes hashes,
            Sessions sessions,
            Attempts attempts,
            DeskMetrics metrics,
            InstantSource clock) {
        this.store = store;
        this.hashes = hashes;
        this.sessions = sessions;
        this.attempts = attempts;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Principal logIn(Context ctx, String user, String password) {
        Account account = verified(ctx, user, password);
        store.loggedIn(account.name(), clock.millis());
        metrics.loggedIn();
        return sessions.begin(ctx, account.identity(), account.stamp());
    }

    /**
     * The account of a user name and its password.
     *
     * @throws ProblemException 401 when they do not fit, 429 when the caller has to wait
     */
    Account verified(Context ctx, String user, String password) {
        String name = user.toLowerCase(Locale.ROOT);
        Attempts.Attempt attempt = attempts.begin(ctx, name);
        Account account = store.find(name);
        if (!isRight(attempt, account, password) || account == null || !account.mayLogIn()) {
            metrics.logInFailed();
            String why = "Expected a user name and its password, but they do not fit";
            sessions.refused(ctx, ctx.method().name() + " " + ctx.path() + " as " + name, why);
            throw ProblemException.unauthenticated(why);
        }
        attempts.succeeded(ctx, attempt);
        rehash(account, password);
        return account;
    }

    private boolean isRight(Attempts.Attempt attempt, @Nullable Account account, String password) {
        try {
            return hashes.matches(password, account == null ? null : account.password());
        } catch (ProblemException e) {
            attempts.undone(attempt);
            throw e;
        }
    }

    /** The password is at hand now only: its hash becomes one of today's parameters. */
    private void rehash(Account account, String password) {
        String stored = account.password();
        if (stored != null && hashes.isOutdated(stored)) {
            store.rehash(account.name(), stored, hashes.hash(password));
        }
    }
}
