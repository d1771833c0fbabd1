package dev.tocsin.desk.auth.account;

import dev.tocsin.desk.auth.Cookies;
import dev.tocsin.desk.auth.Secrets;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.limit.ClientAddress;
import dev.tocsin.desk.limit.Delays;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.token.TokenHash;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Slows guessing down, by account and by address. Who guesses at an account makes its owner wait no
 * longer than a minute, and not at all in a browser where the owner has logged in before: such a
 * browser has a cookie, and its failures are counted apart (OWASP: device cookies).
 */
final class Attempts {
    private static final Delays.Policy OF_ACCOUNT =
            new Delays.Policy(
                    5, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(15));
    private static final Delays.Policy OF_ADDRESS =
            new Delays.Policy(
                    50, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(15));
    private static final String COOKIE = "tocsin_device";
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final AccountStore store;
    private final Cookies cookies;
    private final ClientAddress addresses;
    private final DeskMetrics metrics;
    private final Delays accounts;
    private final Delays origins;
    private final Secrets secrets = new Secrets();

    Attempts(
            AccountStore store,
            Cookies cookies,
            ClientAddress addresses,
            DeskMetrics metrics,
            InstantSource clock) {
        this.store = store;
        this.cookies = cookies;
        this.addresses = addresses;
        this.metrics = metrics;
        this.accounts = new Delays(OF_ACCOUNT, clock);
        this.origins = new Delays(OF_ADDRESS, clock);
    }

    /**
     * One attempt, which counts as failed until it is told otherwise.
     *
     * @param user whose password is tried, be there such an account or not
     * @param subject what its failures are counted for
     * @param address where it comes from
     * @param known whether the owner has logged in from this browser
     */
    record Attempt(String user, String subject, String address, boolean known) {}

    /**
     * Begins an attempt.
     *
     * @throws ProblemException 429 when it has to wait
     */
    Attempt begin(Context ctx, String user) {
        String device = device(ctx);
        boolean known = device != null && store.knows(user, device);
        Attempt attempt =
                new Attempt(
                        user,
                        known ? "device:" + device : "account:" + user,
                        addresses.group(ctx),
                        known);
        requireNoWait(origins.begin(attempt.address()));
        Duration wait = accounts.begin(attempt.subject());
        if (!wait.isZero()) {
            origins.undo(attempt.address());
            requireNoWait(wait);
        }
        return attempt;
    }

    /** The password was right: the failures before are forgotten, but not those of the address. */
    void succeeded(Context ctx, Attempt attempt) {
        accounts.forget(attempt.subject());
        origins.undo(attempt.address());
        if (!attempt.known()) {
            String token = secrets.next();
            store.remember(attempt.user(), TokenHash.of(token));
            cookies.set(ctx, COOKIE, token, REMEMBERED.toSeconds());
        }
    }

    /** The password was not even compared. */
    void undone(Attempt attempt) {
        accounts.undo(attempt.subject());
        origins.undo(attempt.address());
    }

    private void requireNoWait(Duration wait) {
        if (!wait.isZero()) {
            metrics.logInDelayed();
            throw ProblemException.tooMany(
                    "Expected fewer attempts with a wrong user name or password, but found too many",
                    (wait.toMillis() + 999) / 1000);
        }
    }

    private @Nullable String device(Context ctx) {
        String token = cookies.read(ctx, COOKIE);
        return token == null ? null : TokenHash.of(token);
    }
}
