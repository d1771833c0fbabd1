package dev.tocsin.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElasticsearchSinkConfigTest {

    @Test
    void hasDefaultsForAllButAddressAndIndex() {
        ElasticsearchSinkConfig config = config(Map.of());
        assertThat(config.maxInFlight()).isEqualTo(2);
        assertThat(config.flushTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.backoff())
                .isEqualTo(
                        new Backoff(
                                Duration.ofMillis(100), Duration.ofSeconds(5), Integer.MAX_VALUE));
        assertThat(config.limits())
                .isEqualTo(
                        new DocumentBuffer.Limits(
                                2_000, 5L << 20, 8_000, 32L << 20, Duration.ofMillis(50)));
    }

    @ParameterizedTest
    @CsvSource({
        "connection.url, ftp://x, http",
        "connection.url, '', at least one address",
        "index.name, Events, lower-case",
        "index.name, e-{qqqqqqq}, date form",
        "batch.size, 0, batch.size",
        "max.in.flight.requests, 65, max.in.flight.requests",
        "behavior.on.malformed.documents, maybe, 'ignore, warn, fail'"
    })
    void saysWhatIsWrong(String name, String value, String message) {
        assertThatThrownBy(() -> config(Map.of(name, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(message);
    }

    @Test
    void neverPrintsThePassword() {
        assertThat(config(Map.of("connection.password", "hunter2")).values().toString())
                .doesNotContain("hunter2");
    }

    private static ElasticsearchSinkConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        all.put("connection.url", "http://a:9200,https://b:9200");
        all.put("index.name", "events-{yyyy.MM.dd}");
        all.putAll(settings);
        return new ElasticsearchSinkConfig(all);
    }
}
