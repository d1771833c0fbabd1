package dev.tocsin.desk;

import dev.tocsin.desk.auth.AccessConfig;
import dev.tocsin.desk.auth.AuthMethod;
import dev.tocsin.desk.auth.Authenticator;
import dev.tocsin.desk.auth.Cookies;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.KeyHandler;
import dev.tocsin.desk.auth.KeyStore;
import dev.tocsin.desk.auth.PublicAddress;
import dev.tocsin.desk.auth.SessionHandler;
import dev.tocsin.desk.auth.SessionStore;
import dev.tocsin.desk.auth.Sessions;
import dev.tocsin.desk.auth.WaysHandler;
import dev.tocsin.desk.auth.account.AccountStore;
import dev.tocsin.desk.auth.account.Accounts;
import dev.tocsin.desk.auth.account.People;
import dev.tocsin.desk.auth.certificate.CertificateCallers;
import dev.tocsin.desk.auth.oidc.OidcHandler;
import dev.tocsin.desk.auth.oidc.OidcSettings;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.limit.ClientAddress;
import dev.tocsin.desk.limit.RateLimits;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Who may come in, and how: keys, sessions, people, their provider, limits. */
final class DeskAccess implements AutoCloseable {
    private final KeyStore keys;
    private final SessionStore sessionStore;
    private final Sessions sessions;
    private final ClientAddress addresses;
    private final Authenticator authenticator;
    private final Gate gate;
    private final OidcHandler oidc;
    private final PublicAddress address;
    private final People people;
    private final Consumer<Context> logIns;
    private final List<WaysHandler.Way> ways;
    private final Surroundings around;

    DeskAccess(ApiConfig config, Surroundings around) {
        this.around = around;
        DeskStore store = around.store();
        InstantSource clock = around.clock();
        AccessConfig access = config.access();
        keys = new KeyStore(store, clock, around.ids());
        addresses = new ClientAddress(access.trustedProxies());
        sessionStore =
                new SessionStore(
                        store, clock, around.ids(), access.sessionIdle(), access.sessionLifetime());
        Cookies cookies = Cookies.strict(config.tls());
        sessions = new Sessions(sessionStore, addresses, around.audit(), cookies);
        AccountStore accountStore = new AccountStore(store, around.signals());
        Accounts accounts = new Accounts(accountStore, sessionStore, access.linkLifetime());
        authenticator =
                new Authenticator(
                        keys,
                        sessionStore,
                        sessions,
                        new CertificateCallers(config.https().roles()),
                        Map.of(AuthMethod.PASSWORD, accounts));
        RateLimits limits = new RateLimits(access.rates(), clock, around.metrics()::limited);
        gate = new Gate(authenticator, limits, addresses, around.audit());
        oidc =
                new OidcHandler(
                        config.oidc(),
                        config.outgoing(),
                        new OidcHandler.Surroundings(
                                sessions,
                                sessionStore,
                                store,
                                ctx -> take(limits, RateLimits.Kind.PROVIDER, ctx),
                                clock),
                        config.tls());
        logIns = ctx -> take(limits, RateLimits.Kind.LOGIN, ctx);
        address = new PublicAddress(access.publicUrl(), config.host(), config.tls());
        people =
                new People(
                        accountStore,
                        accounts,
                        access,
                        around.history(),
                        new People.Surroundings(
                                sessions,
                                cookies,
                                addresses,
                                address,
                                logIns,
                                around.metrics(),
                                around.ids(),
                                clock));
        ways = ways(config);
        takeFirstKey(config);
    }

    private void take(RateLimits limits, RateLimits.Kind kind, Context ctx) {
        limits.take(ctx, kind, addresses.group(ctx));
    }

    private void takeFirstKey(ApiConfig config) {
        String first = config.apiKey();
        if (first != null) {
            around.audit()
                    .done("key_set", "TOCSIN_API_KEY", KeyStore.BOOTSTRAP, null, Json.object());
            keys.bootstrap(first);
        }
    }

    private static List<WaysHandler.Way> ways(ApiConfig config) {
        List<WaysHandler.Way> ways = new ArrayList<>();
        ways.add(new WaysHandler.Way(AuthMethod.PASSWORD, null, null));
        ways.add(new WaysHandler.Way(AuthMethod.KEY, null, null));
        OidcSettings provider = config.oidc();
        if (provider != null) {
            ways.add(new WaysHandler.Way(AuthMethod.OIDC, provider.label(), OidcHandler.LOG_IN));
        }
        return ways;
    }

    /**
     * The routes.
     *
     * @param scopes that a key may have: those of all routes, when all are known
     */
    List<Route> routes(Supplier<Set<String>> scopes) {
        List<Route> all = new ArrayList<>();
        all.addAll(
                new SessionHandler(authenticator, sessionStore, sessions, people.logIn(), logIns)
                        .routes());
        all.addAll(people.routes());
        all.addAll(oidc.routes());
        all.addAll(new WaysHandler(ways).routes());
        all.addAll(
                new KeyHandler(keys, around.audit(), addresses, around.clock(), scopes).routes());
        return all;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    Gate gate() {
        return gate;
    }

    /** Tells it where it listens; the first administrator is told how to get in. */
    void listensAt(int port) {
        address.listensAt(port);
        people.firstAdmin().offer();
    }

    @Override
    public void close() {
        oidc.close();
    }
}
