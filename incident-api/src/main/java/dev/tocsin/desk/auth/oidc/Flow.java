package dev.tocsin.desk.auth.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tocsin.desk.auth.Identity;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.auth.Secrets;
import dev.tocsin.desk.auth.Session;
import dev.tocsin.desk.auth.Sessions;
import dev.tocsin.desk.net.OutgoingClient;
import dev.tocsin.desk.net.OutgoingConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The way of a browser from here to the provider and back, and out again. */
final class Flow implements AutoCloseable {
    private final OidcSettings settings;
    private final Sessions sessions;
    private final InstantSource clock;
    private final OutgoingClient client;
    private final Secrets secrets = new Secrets();
    private final OidcStore store;
    private final LogInCookie cookie;
    private final Provider provider;
    private final IdTokens tokens;
    private final People people;
    private final Addresses addresses;
    private final BackChannel backChannel;

    Flow(
            OidcSettings settings,
            OidcHandler.Surroundings around,
            OutgoingConfig outgoing,
            boolean tls) {
        this.settings = settings;
        this.sessions = around.sessions();
        this.clock = around.clock();
        this.client = outgoing.client();
        this.store = new OidcStore(around.desk(), clock);
        this.cookie = new LogInCookie(store, clock, tls);
        this.provider = new Provider(settings, client, outgoing.policy(), clock);
        ClaimRules rules = new ClaimRules(settings.issuer(), settings.clientId(), clock);
        this.tokens = new IdTokens(provider, rules);
        this.backChannel =
                new BackChannel(
                        settings.issuer(), tokens, new LoggedIn(store, around.store()), sessions);
        this.people = new People(settings, provider);
        this.addresses = new Addresses(settings);
    }

    /** Begins a log-in; the result is where the browser goes. */
    String begin(Context ctx, String returnTo) throws ProviderAwayException {
        ProviderMetadata metadata = provider.metadata();
        long expires = clock.millis() + LogInCookie.LIFETIME.toMillis();
        LogInState state = LogInState.begin(secrets, settings.issuer(), returnTo, expires);
        cookie.set(ctx, state);
        return addresses.logIn(metadata, state);
    }

    /** Ends a log-in with a session; the result is where the browser goes. */
    String finish(Context ctx) throws LogInException, ProviderAwayException {
        CallbackParams params = CallbackParams.of(ctx);
        LogInState login = login(ctx, params);
        Provider.Tokens given = provider.exchange(code(params), login.verifier());
        JWTClaimsSet claims = tokens.read(given.idToken(), login.nonce());
        Identity who = people.identity(claims, given);
        if (!store.use(login)) {
            throw done();
        }
        Session session = sessions.begin(ctx, who).session();
        if (session != null) {
            store.keepToken(session, given.idToken(), IdTokens.session(claims));
        }
        return login.returnTo();
    }

    /** Ends a session; the result is where it ends at the provider as well, or null. */
    @Nullable String end(Context ctx, Principal principal) {
        Session session = principal.session();
        sessions.end(ctx);
        String token = session == null ? null : store.takeToken(session);
        try {
            return token == null ? null : addresses.logOut(provider.metadata(), token);
        } catch (ProviderAwayException _) {
            return null;
        }
    }

    /** The way on which the provider itself ends sessions. */
    BackChannel backChannel() {
        return backChannel;
    }

    private LogInState login(Context ctx, CallbackParams params)
            throws LogInException, ProviderAwayException {
        LogInState login = cookie.take(ctx);
        if (login == null
                || !Secrets.equal(login.state(), params.state())
                || !login.issuer().equals(settings.issuer())) {
            throw LogInException.lost(
                    "Expected a log-in that this browser began within the last %d minutes, but found none. Log in again"
                            .formatted(LogInCookie.LIFETIME.toMinutes()));
        }
        if (store.isUsed(login)) {
            throw done();
        }
        requireIssuer(params);
        return login;
    }

    /** An answer of another provider must not be taken for one of this (RFC 9207: mix-up). */
    private void requireIssuer(CallbackParams params) throws LogInException, ProviderAwayException {
        String found = params.issuer();
        boolean missing = found == null && provider.metadata().namesIssuer();
        if (missing || (found != null && !found.equals(settings.issuer()))) {
            throw LogInException.refused(
                    "Expected an answer of the issuer %s, but found %s"
                            .formatted(
                                    settings.issuer(),
                                    found == null ? "none" : Provider.brief(found)));
        }
    }

    private static String code(CallbackParams params) throws LogInException {
        String error = params.error();
        if (error != null) {
            throw LogInException.refused(
                    "Expected the provider to let you in, but it answered "
                            + Provider.brief(error));
        }
        String code = params.code();
        if (code == null) {
            throw LogInException.lost("Expected a code of the provider, but found none");
        }
        return code;
    }

    private static LogInException done() {
        return LogInException.lost(
                "Expected a log-in that is under way, but it is done already. Log in again");
    }

    @Override
    public void close() {
        client.close();
    }
}
