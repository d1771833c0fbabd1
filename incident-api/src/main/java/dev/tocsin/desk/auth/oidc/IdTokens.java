package dev.tocsin.desk.auth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads ID tokens and log-out tokens, and believes none that another could have made: signed with a
 * key of the provider and an algorithm of which only the provider has the private half (no {@code
 * none}, no HMAC).
 */
final class IdTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private static final Set<String> ID_TYPES = Set.of("JWT");
    private static final Set<String> LOG_OUT_TYPES = Set.of("JWT", "LOGOUT+JWT");
    private static final int MAX_LENGTH = 64_000;
    private static final int MIN_RSA_BITS = 2_048;

    private final Provider provider;
    private final ClaimRules rules;

    IdTokens(Provider provider, ClaimRules rules) {
        this.provider = provider;
        this.rules = rules;
    }

    /**
     * What a token says.
     *
     * @param nonce of the log-in
     * @throws LogInException when it is not to be believed; the message says why
     */
    JWTClaimsSet read(String token, String nonce) throws LogInException, ProviderAwayException {
        return read(token, ID_TYPES, claims -> rules.check(claims, nonce));
    }

    /**
     * What a log-out token says (OpenID Connect Back-Channel Logout 1.0, section 2.6).
     *
     * @throws LogInException when it is not to be believed; the message says why
     */
    JWTClaimsSet readLogOut(String token) throws LogInException, ProviderAwayException {
        return read(token, LOG_OUT_TYPES, rules::checkLogOut);
    }

    /** What the provider calls its own session; null when a token does not say. */
    static @Nullable String session(JWTClaimsSet claims) {
        return claims.getClaim("sid") instanceof String sid && !sid.isBlank() ? sid : null;
    }

    /** What claims must say. */
    @FunctionalInterface
    private interface Rule {
        void check(JWTClaimsSet claims) throws LogInException, ParseException;
    }

    private JWTClaimsSet read(String token, Set<String> types, Rule rule)
            throws LogInException, ProviderAwayException {
        try {
            if (token.length() > MAX_LENGTH) {
                throw LogInException.refused(
                        "Expected a token of at most " + MAX_LENGTH + " characters");
            }
            SignedJWT jwt = SignedJWT.parse(token);
            requireSignature(jwt, types);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            rule.check(claims);
            return claims;
        } catch (ParseException e) {
            throw LogInException.refused(
                    "Expected a signed token, but: "
                            + Provider.brief(String.valueOf(e.getMessage())));
        }
    }

    private void requireSignature(SignedJWT jwt, Set<String> types)
            throws LogInException, ProviderAwayException {
        JWSHeader header = jwt.getHeader();
        JOSEObjectType type = header.getType();
        boolean otherType =
                type != null && !types.contains(type.getType().toUpperCase(Locale.ROOT));
        if (!ALGORITHMS.contains(header.getAlgorithm()) || otherType) {
            throw LogInException.refused(
                    "Expected a token signed with RS256, PS256 or ES256, but found "
                            + Provider.brief(header.getAlgorithm() + " " + header.getType()));
        }
        for (JWK key : candidates(header)) {
            if (isSignedBy(jwt, key)) {
                return;
            }
        }
        throw LogInException.refused(
                "Expected a token signed with a key of the provider, but found another signature");
    }

    /** A key that is not known may be new: then the provider's keys are read once more. */
    private List<JWK> candidates(JWSHeader header) throws ProviderAwayException {
        List<JWK> known = matching(provider.keys().get(), header);
        return known.isEmpty() ? matching(provider.keys().renewed(), header) : known;
    }

    private static List<JWK> matching(JWKSet keys, JWSHeader header) {
        return keys.filter(JWKMatcher.forJWSHeader(header)).getKeys();
    }

    private static boolean isSignedBy(SignedJWT jwt, JWK key) {
        try {
            if (key instanceof RSAKey rsa) {
                return rsa.size() >= MIN_RSA_BITS && jwt.verify(new RSASSAVerifier(rsa));
            }
            return key instanceof ECKey ec && jwt.verify(new ECDSAVerifier(ec));
        } catch (JOSEException _) {
            return false;
        }
    }
}
