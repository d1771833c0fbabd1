package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.http.Authentication.Result.Known;
import dev.tocsin.bridge.http.Authentication.Result.Refused;
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

    @Test
    void knowsTheSourceByItsTokenInEveryScheme() {
        Known web = new Known(new Sender("web", "web"));

        assertThat(closed("Bearer token-of-web")).isEqualTo(web);
        assertThat(closed("bearer  token-of-web ")).isEqualTo(web);
        assertThat(closed("Basic " + base64("anyone:token-of-web"))).isEqualTo(web);
        assertThat(closed("ApiKey token-of-web")).isEqualTo(web);
        assertThat(closed("ApiKey " + base64("id:token-of-web"))).isEqualTo(web);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Bearer wrong", "Bearer", "Digest x", "Basic ???", "Basic dG9rZW4="})
    void refusesEverythingElse(@Nullable String authorization) {
        assertThat(closed(authorization))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.problem().status()).isEqualTo(401));
    }

    @Test
    void takesNoTokenWhereItIsOpen() {
        assertThat(new Authentication(NONE, true).of(null, null))
                .isEqualTo(new Known(Sender.LOCAL));
    }

    @Test
    void refusesAWrongTokenEvenWhereItIsOpen() {
        assertThat(new Authentication(TOKENS, true).of("Bearer wrong", null))
                .isInstanceOf(Refused.class);
    }

    @Test
    void refusesWebPagesWhereItIsOpen() {
        assertThat(new Authentication(NONE, true).of(null, "https://evil.example"))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.problem().status()).isEqualTo(403));
    }

    @Test
    void saysHowToConfigureATokenWhenThereIsNone() {
        assertThat(new Authentication(NONE, false).of(null, null))
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.problem().detail()).contains("set TOCSIN_INGEST_TOKENS"));
    }

    private static Authentication.Result closed(@Nullable String authorization) {
        return new Authentication(TOKENS, false).of(authorization, null);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
