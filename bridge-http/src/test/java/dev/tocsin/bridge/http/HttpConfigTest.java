package dev.tocsin.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpConfigTest {
    @Test
    void hasDefaults() {
        assertThat(HttpConfig.from(Map.of()).describe())
                .endsWith(
                        """
                        TOCSIN_HTTP_HOST=127.0.0.1
                        TOCSIN_HTTP_PORT=8080
                        TOCSIN_HTTP_OPS_PORT=-1
                        TOCSIN_INGEST_TOKENS=
                        TOCSIN_INGEST_OPEN=false
                        TOCSIN_SPLUNK_ACKS=true
                        """);
    }

    @Test
    void masksTokens() {
        assertThat(
                        HttpConfig.from(
                                        Map.of(
                                                "TOCSIN_INGEST_TOKENS",
                                                "web=secret-one, dmz = secret-two"))
                                .describe())
                .contains("TOCSIN_INGEST_TOKENS=web=********,dmz=********\n")
                .doesNotContain("secret");
    }

    @Test
    void namesWhatIsWrongWithTokensWithoutShowingThem() {
        assertThatThrownBy(() -> tokens("web=short"))
                .hasMessage(
                        "Expected the token of web in TOCSIN_INGEST_TOKENS to have at least 8"
                                + " characters, but found 5");
        assertThatThrownBy(() -> tokens("web=secret-one,web=secret-two"))
                .hasMessage("Expected each name in TOCSIN_INGEST_TOKENS once, but found web twice");
        assertThatThrownBy(() -> tokens("a secret without a name"))
                .hasMessageContaining("but found the name \"\" in entry 1");
    }

    @Test
    void checkingReadsTheFilesThatSettingsName() throws IOException {
        HttpConfig.from(Map.of()).check();

        assertThatThrownBy(
                        HttpConfig.from(
                                        Map.of(
                                                "TOCSIN_HTTP_TLS_CERTIFICATE",
                                                "nowhere.pem",
                                                "TOCSIN_HTTP_TLS_KEY",
                                                "nowhere.key"))
                                ::check)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere.pem");
        assertThatThrownBy(
                        HttpConfig.from(
                                        Map.of(
                                                "KAFKA_SECURITY_PROTOCOL",
                                                "SSL",
                                                "KAFKA_SSL_TRUSTSTORE_TYPE",
                                                "PEM",
                                                "KAFKA_SSL_TRUSTSTORE_LOCATION",
                                                "nowhere-kafka.pem"))
                                ::check)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere-kafka.pem");
    }

    private static HttpConfig tokens(String text) {
        return HttpConfig.from(Map.of("TOCSIN_INGEST_TOKENS", text));
    }
}
