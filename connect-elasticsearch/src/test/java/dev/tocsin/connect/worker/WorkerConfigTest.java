package dev.tocsin.connect.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {

    @Test
    void hasDefaults() {
        WorkerConfig config = WorkerConfig.from(Map.of());
        assertThat(config.port()).isEqualTo(8083);
        assertThat(config.workerProperties())
                .containsEntry("bootstrap.servers", "127.0.0.1:9092")
                .containsEntry("listeners", "http://127.0.0.1:8083")
                .containsEntry("config.providers.env.param.ELASTICSEARCH_PASSWORD", "");
    }

    @Test
    void securesTheWorkersOwnClientsAndThoseOfItsTasks() {
        WorkerConfig config = WorkerConfig.from(Map.of("KAFKA_SECURITY_PROTOCOL", "SSL"));

        assertThat(config.workerProperties())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("consumer.security.protocol", "SSL")
                .containsEntry("producer.security.protocol", "SSL")
                .containsEntry("admin.security.protocol", "SSL");
    }

    @Test
    void namesAWrongPort() {
        assertThatThrownBy(() -> WorkerConfig.from(Map.of("TOCSIN_CONNECT_PORT", "http")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TOCSIN_CONNECT_PORT")
                .hasMessageContaining("http");
    }

    @Test
    void connectorsMayReferToSettings() {
        try (EnvProvider provider = new EnvProvider()) {
            provider.configure(Map.of("ELASTICSEARCH_PASSWORD", "secret"));
            assertThat(provider.get("", Set.of("ELASTICSEARCH_PASSWORD")).data())
                    .containsEntry("ELASTICSEARCH_PASSWORD", "secret");
            assertThatThrownBy(() -> provider.get("", Set.of("NONE")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("NONE is not set");
        }
    }
}
