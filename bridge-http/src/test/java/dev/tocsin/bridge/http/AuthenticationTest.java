package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.http.Authentication.Result.Known;
import dev.tocsin.bridge.http.Authentication.Result.Refused;
import dev.tocsin.bridge.token.TokenBook;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
    private static final IngestTokens TOKENS =
            IngestTokens.parse("T", "web=token-of-web,dmz=token-of-dmz");
    private static final IngestTokens NONE = IngestTokens.parse("T", "");

    private static final TokenBook BOOK = new TokenBook(InstantSource.system());

    @Test
    void knowsTheSourceByItsTokenInEveryScheme() {
        Known web = new Known(Sender.named("web"));

        assertThat(closed("Bearer token-of-web")).isEqualTo(web);
        assertThat(closed("bearer  token-of-web ")).isEqualTo(web);
        assertThat(closed("Basic " + base64("anyone:token-of-web"))).isEqualTo(web);
        assertThat(closed("ApiKey token-of-web")).isEqualTo(web);
        assertThat(closed("Splunk token-of-web")).isEqualTo(web);
        assertThat(closed("ApiKey " + base64("id:token-of-web"))).isEqualTo(web);
    }

    @Test
    void asksToComeAgainWhileTheTokensOfTheApiAreNotRead() {
        assertThat(closed("Bearer wrong"))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.problem().status()).isEqualTo(503));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Bearer", "Digest x", "Basic ???", "Basic dG9rZW4="})
    void refusesEverythingElse(@Nullable String authorization) {
        assertThat(closed(authorization))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.problem().status()).isEqualTo(401));
    }

    @Test
    void takesNoTokenWhereItIsOpen() {
        assertThat(authentication(NONE, true).of(new Credentials(null, null, null), "http"))
                .isEqualTo(new Known(Sender.LOCAL));
    }

    @Test
    void refusesAWrongTokenEvenWhereItIsOpen() {
        assertThat(
                        authentication(TOKENS, true)
                                .of(new Credentials("Bearer wrong", null, null), "http"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void refusesWebPagesWhereItIsOpen() {
        assertThat(
                        authentication(NONE, true)
                                .of(new Credentials(null, "https://evil.example", null), "http"))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.problem().status()).isEqualTo(403));
    }

    @Test
    void saysHowToConfigureATokenWhenThereIsNone() {
        assertThat(authentication(NONE, false).of(new Credentials(null, null, null), "http"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.problem().detail()).contains("set TOCSIN_INGEST_TOKENS"));
    }

    private static Authentication.Result closed(@Nullable String authorization) {
        return authentication(TOKENS, false).of(new Credentials(authorization, null, null), "http");
    }

    private static Authentication authentication(IngestTokens tokens, boolean open) {
        return new Authentication(tokens, BOOK, ClientSubjects.parse("S", ""), open);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
