package dev.tocsin.desk.auth.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tocsin.desk.auth.Secrets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of an ID token (OpenID Connect Core 3.1.3.7) and of a log-out token (Back-Channel
 * Logout 1.0, 2.6) must say. Neither can be taken for the other: one has a nonce, the other must
 * not have any, and says what happened.
 */
final class ClaimRules {
    /** How far the provider's clock may be from ours. */
    static final Duration LEEWAY = Duration.ofSeconds(60);

    /** How old a token may be that was made just now. */
    static final Duration OLDEST = Duration.ofMinutes(10);

    private static final int MAX_SUBJECT = 255;
    private static final String LOG_OUT = "http://schemas.openid.net/event/backchannel-logout";

    private final String issuer;
    private final String clientId;
    private final InstantSource clock;

    ClaimRules(String issuer, String clientId, InstantSource clock) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.clock = clock;
    }

    void check(JWTClaimsSet claims, String nonce) throws LogInException, ParseException {
        checkMaker(claims);
        checkParty(claims);
        checkTimes(claims);
        String found = claims.getStringClaim("nonce");
        require(
                found != null && Secrets.equal(found, nonce),
                "with the nonce of this log-in",
                "another");
        String subject = claims.getSubject();
        require(
                isName(subject),
                "with a subject of at most " + MAX_SUBJECT + " characters",
                subject);
    }

    void checkLogOut(JWTClaimsSet claims) throws LogInException, ParseException {
        checkMaker(claims);
        checkTimes(claims);
        boolean isLogOut =
                claims.getClaim("events") instanceof Map<?, ?> events
                        && events.get(LOG_OUT) instanceof Map<?, ?>;
        require(isLogOut, "with the event " + LOG_OUT, "another");
        require(claims.getClaim("nonce") == null, "without a nonce", "one");
        require(isName(claims.getJWTID()), "with an id (jti)", claims.getJWTID());
        String subject = claims.getSubject();
        String session = claims.getStringClaim("sid");
        require(
                isName(subject == null ? session : subject) && (session == null || isName(session)),
                "with a subject or a session (sid) of at most " + MAX_SUBJECT + " characters",
                "none");
    }

    private static boolean isName(@Nullable String text) {
        return text != null && !text.isBlank() && text.length() <= MAX_SUBJECT;
    }

    private void checkMaker(JWTClaimsSet claims) throws LogInException {
        require(issuer.equals(claims.getIssuer()), "of the issuer " + issuer, claims.getIssuer());
        require(
                claims.getAudience().contains(clientId),
                "for the client " + clientId,
                claims.getAudience());
    }

    private void checkParty(JWTClaimsSet claims) throws LogInException, ParseException {
        String party = claims.getStringClaim("azp");
        boolean several = claims.getAudience().size() > 1;
        require(
                party == null ? !several : party.equals(clientId),
                "that was made for the client " + clientId + " (azp)",
                party);
    }

    private void checkTimes(JWTClaimsSet claims) throws LogInException {
        Instant now = clock.instant();
        Instant expires = instant(claims.getExpirationTime());
        require(
                expires != null && expires.plus(LEEWAY).isAfter(now),
                "that is valid now",
                "one that ended at " + expires);
        Instant issued = instant(claims.getIssueTime());
        require(
                issued != null
                        && !issued.minus(LEEWAY).isAfter(now)
                        && !issued.plus(OLDEST).isBefore(now),
                "that was made just now",
                "one made at " + issued);
        Instant from = instant(claims.getNotBeforeTime());
        require(
                from == null || !from.minus(LEEWAY).isAfter(now),
                "that is valid now",
                "one that is valid from " + from);
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static void require(boolean holds, String what, @Nullable Object found)
            throws LogInException {
        if (!holds) {
            throw LogInException.refused(
                    "Expected a token "
                            + what
                            + ", but found "
                            + Provider.brief(String.valueOf(found)));
        }
    }
}
