package dev.tocsin.desk.auth.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tocsin.desk.auth.Sessions;
import io.javalin.http.Context;
import java.util.List;

/**
 * Where the provider itself says that somebody logged out there (OpenID Connect Back-Channel Logout
 * 1.0). No browser takes part: the token alone says who speaks, and about whom.
 */
final class BackChannel {
    static final String PATH = "/api/v1/oidc/backchannel-logout";
    static final String FORM = "application/x-www-form-urlencoded";

    private static final String FIELD = "logout_token";

    private final String issuer;
    private final IdTokens tokens;
    private final LoggedIn loggedIn;
    private final Sessions sessions;

    BackChannel(String issuer, IdTokens tokens, LoggedIn loggedIn, Sessions sessions) {
        this.issuer = issuer;
        this.tokens = tokens;
        this.loggedIn = loggedIn;
        this.sessions = sessions;
    }

    /**
     * Ends the sessions that the token of a request is about.
     *
     * @throws LogInException when it is not to be believed, or was shown before
     */
    void logOut(Context ctx) throws LogInException, ProviderAwayException {
        JWTClaimsSet claims = tokens.readLogOut(token(ctx));
        if (loggedIn.isDone(claims)) {
            throw LogInException.refused(
                    "Expected a log-out token that was not shown before, but it was");
        }
        String subject = claims.getSubject();
        String who = subject == null ? null : People.id(issuer, subject);
        String session = IdTokens.session(claims);
        sessions.note(
                ctx, "signed_out_by_provider", issuer, who == null ? "session " + session : who);
        loggedIn.end(who, session);
        loggedIn.done(claims);
    }

    private static String token(Context ctx) throws LogInException {
        List<String> found = ctx.formParams(FIELD);
        if (found.size() != 1) {
            throw LogInException.refused(
                    "Expected one " + FIELD + " in the form, but found " + found.size());
        }
        return found.getFirst();
    }
}
