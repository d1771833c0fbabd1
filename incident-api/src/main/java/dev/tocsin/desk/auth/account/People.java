package dev.tocsin.desk.auth.account;

import dev.tocsin.desk.auth.AccessConfig;
import dev.tocsin.desk.auth.Cookies;
import dev.tocsin.desk.auth.PasswordLogIn;
import dev.tocsin.desk.auth.PublicAddress;
import dev.tocsin.desk.auth.Sessions;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.HistoryHandler;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.limit.ClientAddress;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Local accounts as a whole: their routes, the log-in, and the first administrator. */
public final class People {
    private static final String FIRST_START = "first-start";

    private final LogIn logIn;
    private final FirstAdmin firstAdmin;
    private final List<Route> routes = new ArrayList<>();

    /**
     * What accounts need of the rest of the desk.
     *
     * @param limit refuses an address that comes too often
     */
    public record Surroundings(
            Sessions sessions,
            Cookies cookies,
            ClientAddress clients,
            PublicAddress address,
            Consumer<Context> limit,
            DeskMetrics metrics,
            Ids ids,
            InstantSource clock) {}

    public People(
            AccountStore store,
            Accounts accounts,
            AccessConfig config,
            HistoryHandler history,
            Surroundings around) {
        PasswordHashes hashes = new PasswordHashes(around.metrics()::passwordHashed);
        Ids ids = around.ids();
        InstantSource clock = around.clock();
        Attempts attempts =
                new Attempts(store, around.cookies(), around.clients(), around.metrics(), clock);
        logIn = new LogIn(store, hashes, around.sessions(), attempts, around.metrics(), clock);
        firstAdmin =
                new FirstAdmin(
                        accounts,
                        around.address(),
                        config.home(),
                        new Author(FIRST_START, ids, clock));
        routes.addAll(
                new AccountHandler(
                                store,
                                accounts,
                                around.sessions(),
                                around.address(),
                                history,
                                ids,
                                clock)
                        .routes());
        routes.addAll(
                new PasswordHandler(
                                store,
                                accounts,
                                logIn,
                                hashes,
                                firstAdmin::passwordSet,
                                around.limit(),
                                ids,
                                clock)
                        .routes());
    }

    /** The routes. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** The log-in with user name and password. */
    public PasswordLogIn logIn() {
        return logIn;
    }

    /** The first administrator. */
    public FirstAdmin firstAdmin() {
        return firstAdmin;
    }
}
