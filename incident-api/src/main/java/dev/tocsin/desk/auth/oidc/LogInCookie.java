package dev.tocsin.desk.auth.oidc;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.tocsin.desk.auth.Cookies;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link LogInState} in the browser, encrypted with AES-GCM, so that no replica remembers
 * anything of a log-in that was begun, and beginning many costs the desk nothing. The cookie comes
 * back with the browser that the provider sends here ({@code SameSite=Lax}), and with no other.
 */
final class LogInCookie {
    /** How long somebody may take to log in at the provider. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String NAME = "tocsin_login";
    private static final int MAX_LENGTH = 4_000;

    private final OidcStore store;
    private final InstantSource clock;
    private final Cookies cookies;

    LogInCookie(OidcStore store, InstantSource clock, boolean tls) {
        this.store = store;
        this.clock = clock;
        this.cookies = Cookies.lax(tls, MAX_LENGTH);
    }

    /** Gives the browser a state to keep. */
    void set(Context ctx, LogInState state) {
        JWEObject sealed =
                new JWEObject(
                        new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
                        new Payload(Json.bytes(state.toJson())));
        try {
            sealed.encrypt(new DirectEncrypter(store.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("Expected AES-GCM, which every JDK has", e);
        }
        cookies.set(ctx, NAME, sealed.serialize(), LIFETIME.toSeconds());
    }

    /** Takes the state back: the browser does not have it any more. Null when there is none. */
    @Nullable LogInState take(Context ctx) {
        String value = cookies.read(ctx, NAME);
        if (value == null) {
            return null;
        }
        cookies.set(ctx, NAME, "", 0);
        LogInState state = unsealed(value);
        return state == null || state.expiresAtMs() <= clock.millis() ? null : state;
    }

    private @Nullable LogInState unsealed(String value) {
        try {
            JWEObject sealed = JWEObject.parse(value);
            sealed.decrypt(new DirectDecrypter(store.key()));
            return LogInState.from(Json.parse(sealed.getPayload().toBytes()));
        } catch (ParseException | JOSEException | IOException _) {
            return null;
        }
    }
}
