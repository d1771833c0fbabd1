package dev.tocsin.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.launcher.Settings.Port;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void hasTheDocumentedDefaults() {
        Settings settings = Settings.from(Map.of("TOCSIN_ROOT", "/opt/tocsin"));

        assertThat(settings.home()).hasToString("/opt/tocsin/.tocsin");
        assertThat(settings.rules()).hasToString("/opt/tocsin/correlation-rules/rules");
        assertThat(settings.kafka()).isEqualTo("127.0.0.1:9092");
        assertThat(settings.elasticsearch()).isEqualTo("http://127.0.0.1:9200");
        assertThat(settings.rabbit()).isEqualTo("amqp://guest:guest@127.0.0.1:5672");
        assertThat(settings.mongo()).isEqualTo("mongodb://127.0.0.1:27017/tocsin");
        assertThat(settings.ingest()).isEqualTo("http://127.0.0.1:8080");
        assertThat(settings.api()).isEqualTo("http://127.0.0.1:8090");
    }

    @Test
    void takesARealServerForAnEmbeddedOne() {
        Settings settings = Settings.from(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092"));

        assertThat(settings.kafka()).isEqualTo("kafka-1:9092");
        assertThat(settings.childEnv()).containsEntry("KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092");
    }

    @Test
    void namesAPortThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(Map.of(Port.HTTP.setting(), "http")))
                .withMessage(
                        "Expected a port from 1 to 65535 in TOCSIN_HTTP_PORT, but found \"http\"");
    }

    @Test
    void authenticatesToASearchEngineWithCredentials() {
        Settings settings =
                Settings.from(
                        Map.of(
                                "ELASTICSEARCH_USERNAME",
                                "elastic",
                                "ELASTICSEARCH_PASSWORD",
                                "secret"));

        assertThat(settings.searchHeaders())
                .containsEntry("Authorization", "Basic ZWxhc3RpYzpzZWNyZXQ=");
    }
}
