package dev.tocsin.desk.auth.account;

import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import dev.tocsin.token.TokenHash;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sets a password: with the token of a link, or with the one that is to be replaced. All sessions
 * of the account end.
 */
final class PasswordHandler {
    private static final int MAX_TOKEN = 512;

    private final AccountStore store;
    private final Accounts accounts;
    private final LogIn logIn;
    private final PasswordHashes hashes;
    private final Consumer<Account> told;
    private final Consumer<Context> limit;
    private final Ids ids;
    private final InstantSource clock;
    private final PasswordRules rules = new PasswordRules();

    /**
     * @param told of every account whose password was set
     * @param limit refuses an address that comes too often
     */
    PasswordHandler(
            AccountStore store,
            Accounts accounts,
            LogIn logIn,
            PasswordHashes hashes,
            Consumer<Account> told,
            Consumer<Context> limit,
            Ids ids,
            InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.logIn = logIn;
        this.hashes = hashes;
        this.told = told;
        this.limit = limit;
        this.ids = ids;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.post("/api/v1/password", Access.PUBLIC, this::set));
    }

    private void set(Context ctx) {
        limit.accept(ctx);
        Fields fields =
                new Fields(
                        Body.object(ctx), Set.of("token", "user", "current_password", "password"));
        boolean byLink = fields.has("token");
        String token = byLink ? fields.secret("token", MAX_TOKEN) : "";
        String user = byLink ? "" : fields.text("user", AccountHandler.MAX_NAME);
        String current = byLink ? "" : fields.secret("current_password", PasswordRules.MAX);
        String password = fields.secret("password", PasswordRules.MAX);
        fields.check();
        Account account = byLink ? linked(token) : logIn.verified(ctx, user, current);
        String fault = rules.fault(account.name(), password);
        if (fault != null) {
            fields.fault("password", fault);
            fields.check();
        }
        Account after = write(account, password);
        told.accept(after);
        Responses.json(
                ctx,
                200,
                Json.object().put("name", after.name()).put("display_name", after.displayName()));
    }

    private Account write(Account account, String password) {
        long now = clock.millis();
        AccountEdit edit = new AccountEdit(account).password(hashes.hash(password), now);
        Account after =
                accounts.write(account, edit, "changed", new Author(account.name(), ids, clock));
        if (after == null) {
            throw ProblemException.conflict(
                    "Expected an account that nobody changes meanwhile, but somebody did. Try again");
        }
        return after;
    }

    private Account linked(String token) {
        Account account = store.findByLink(TokenHash.of(token));
        Account.Link link = account == null ? null : account.link();
        if (account == null
                || link == null
                || link.expiresAtMs() <= clock.millis()
                || account.state() == Account.State.DISABLED) {
            throw ProblemException.unauthenticated(
                    "Expected a link that is good, but this one was used, is too old or was replaced. Ask an administrator for another one");
        }
        return account;
    }
}
