package dev.tocsin.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {
    @Test
    void hasDefaults() {
        assertThat(GatewayConfig.from(Map.of()).describe().toString())
                .isEqualTo(
                        """
                        KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9092
                        TOCSIN_INGEST_MAX_BODY_BYTES=10485760
                        TOCSIN_INGEST_MAX_EVENT_BYTES=1000000
                        TOCSIN_INGEST_MAX_EVENTS_PER_BODY=50000
                        TOCSIN_INGEST_IN_FLIGHT_BYTES=134217728
                        TOCSIN_INGEST_MAX_METRIC_DOORS=1000
                        TOCSIN_INGEST_DELIVERY_TIMEOUT_MS=15000
                        TOCSIN_INGEST_RETRY_AFTER_MS=2000
                        """);
    }

    @Test
    void refusesABudgetThatTheLargestBodyNeverFits() {
        assertThatThrownBy(
                        () ->
                                GatewayConfig.from(
                                        Map.of("TOCSIN_INGEST_IN_FLIGHT_BYTES", "20000000")))
                .hasMessageStartingWith(
                        "Expected TOCSIN_INGEST_IN_FLIGHT_BYTES to be at least 44257280");
    }

    @Test
    void publishesDurably() {
        assertThat(KafkaPublisher.settings(GatewayConfig.from(Map.of())))
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    }
}
