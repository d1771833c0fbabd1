package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.config.Settings;
import dev.tocsin.desk.auth.AccessConfig;
import dev.tocsin.desk.net.OutgoingConfig;
import dev.tocsin.topic.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiConfigTest {
    @Test
    void hasDefaultsForOneMachine() {
        ApiConfig config = ApiConfig.from(Map.of());

        assertThat(config)
                .isEqualTo(
                        new ApiConfig(
                                "127.0.0.1",
                                8090,
                                "mongodb://127.0.0.1:27017/tocsin",
                                KafkaAccess.of("127.0.0.1:9092"),
                                null,
                                null,
                                null,
                                false,
                                200_000,
                                Duration.ofHours(24),
                                AccessConfig.from(new Settings(Map.of())),
                                OutgoingConfig.from(new Settings(Map.of())),
                                null,
                                DeskTls.from(new Settings(Map.of()))));
    }

    @Test
    void refusesAShortKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiConfig.from(Map.of("TOCSIN_API_KEY", "short")))
                .withMessageStartingWith(
                        "Expected TOCSIN_API_KEY to have at least 20 characters, but found 5");
    }

    @Test
    void refusesAFoldWindowThatIsNone() {
        for (String window : List.of("a day", "-PT1H", "P31D")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ApiConfig.from(Map.of("TOCSIN_API_FOLD_WINDOW", window)))
                    .withMessageContaining("found " + window);
        }
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiConfig.from(Map.of("TOCSIN_API_PORT", "http")))
                .withMessageContaining("found http");
    }

    @Test
    void takesCallersToComeOverHttpsUnlessItListensToThisMachineAloneOrIsToldOtherwise() {
        assertThat(ApiConfig.from(Map.of("TOCSIN_API_HOST", "::1")).tls()).isFalse();
        assertThat(ApiConfig.from(Map.of("TOCSIN_API_HOST", "localhost")).tls()).isFalse();
        assertThat(ApiConfig.from(Map.of("TOCSIN_API_HOST", "0.0.0.0")).tls()).isTrue();
        assertThat(
                        ApiConfig.from(
                                        Map.of(
                                                "TOCSIN_API_HOST",
                                                "0.0.0.0",
                                                "TOCSIN_API_TLS",
                                                "false"))
                                .tls())
                .isFalse();
    }

    @Test
    void refusesProxiesThatAreNoAddresses() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ApiConfig.from(
                                        Map.of("TOCSIN_API_TRUSTED_PROXIES", "10.0.0.1,proxy")))
                .withMessageEndingWith("but found proxy");
    }

    @Test
    void showsNoSecret() {
        ApiConfig config =
                ApiConfig.from(
                        Map.of(
                                "TOCSIN_API_KEY", "the-first-secret-of-all",
                                "MONGODB_URI", "mongodb://user:second-secret@db/tocsin",
                                "ELASTICSEARCH_URL", "http://user:third-secret@search:9200",
                                "ELASTICSEARCH_USERNAME", "elastic",
                                "ELASTICSEARCH_PASSWORD", "fourth-secret"));

        assertThat(config.describe()).doesNotContain("secret").contains("mongodb://***@db/tocsin");
        assertThat(config.toString()).doesNotContain("secret");
    }
}
