package dev.tocsin.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.topology.normalize.Zones;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologyConfigTest {

    @Test
    void hasDefaultsForAOneMachineSetUp() {
        TopologyConfig config = TopologyConfig.from(Map.of());
        assertThat(config.bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(config.applicationId()).isEqualTo("tocsin-topology");
        assertThat(config.instanceId()).isEqualTo("topology-0");
        assertThat(config.stateDir()).isEqualTo(Path.of(".tocsin/topology"));
        assertThat(config.threads()).isEqualTo(2);
        assertThat(config.healthPort()).isEqualTo(8091);
        assertThat(config.settings()).isEqualTo(TopologySettings.defaults());
    }

    @Test
    void givesStreamsWhatTheGuaranteesNeed() {
        assertThat(TopologyConfig.from(Map.of()).streams())
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("group.protocol", "classic")
                .containsEntry("main.consumer.group.instance.id", "topology-0")
                .containsEntry("ensure.explicit.internal.resource.naming", true)
                .containsEntry("commit.interval.ms", 50L);
    }

    @Test
    void aPlaceInTheGroupOutlivesATransaction() {
        assertThat(TopologyConfig.from(Map.of()).streams())
                .containsEntry("main.consumer.session.timeout.ms", 45_000)
                .containsEntry("producer.transaction.timeout.ms", 40_000);
    }

    @Test
    void readsHowLongWorkWaitsAndWhoTakesItOver() {
        assertThat(
                        TopologyConfig.from(
                                        Map.of(
                                                "TOCSIN_SESSION_TIMEOUT", "PT2M",
                                                "TOCSIN_TRANSACTION_TIMEOUT", "PT1M",
                                                "TOCSIN_STANDBY_REPLICAS", "1",
                                                "TOCSIN_WARMUP_REPLICAS", "8"))
                                .streams())
                .containsEntry("main.consumer.session.timeout.ms", 120_000)
                .containsEntry("producer.transaction.timeout.ms", 60_000)
                .containsEntry("num.standby.replicas", 1)
                .containsEntry("max.warmup.replicas", 8);
    }

    @Test
    void readsEveryVariable() {
        TopologyConfig config =
                TopologyConfig.from(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                                "TOCSIN_TOPOLOGY_INSTANCE", "topology-7",
                                "TOCSIN_TOPOLOGY_THREADS", "4",
                                "TOCSIN_COMMIT_INTERVAL_MS", "100",
                                "TOCSIN_DEDUP_WINDOW", "PT1H",
                                "TOCSIN_ZONE", "Europe/Berlin",
                                "TOCSIN_SOURCE_ZONES", "fw1=America/New_York",
                                "TOCSIN_ROCKSDB_CACHE_MB", "256"));
        assertThat(config.bootstrapServers()).isEqualTo("kafka:9092");
        assertThat(config.instanceId()).isEqualTo("topology-7");
        assertThat(config.threads()).isEqualTo(4);
        assertThat(config.commitInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.settings().dedupWindow()).isEqualTo(Duration.ofHours(1));
        assertThat(config.settings().zones())
                .isEqualTo(Zones.of("Europe/Berlin", "fw1=America/New_York"));
        assertThat(config.rocksDbCacheBytes()).isEqualTo(256L << 20);
    }

    @Test
    void reachesKafkaAsTheEnvironmentSaysWithEveryClient() {
        TopologyConfig config =
                TopologyConfig.from(
                        Map.of(
                                "KAFKA_SECURITY_PROTOCOL", "SSL",
                                "KAFKA_SSL_TRUSTSTORE_TYPE", "PEM"));

        assertThat(config.streams())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.type", "PEM");
        assertThat(config.client("rules")).containsEntry("security.protocol", "SSL");
    }

    @Test
    void namesTheVariableThatItCannotRead() {
        assertThatThrownBy(() -> TopologyConfig.from(Map.of("TOCSIN_TOPOLOGY_THREADS", "many")))
                .hasMessage(
                        "Expected TOCSIN_TOPOLOGY_THREADS to be a whole number from 1 to 256, but found many");
        assertThatThrownBy(() -> TopologyConfig.from(Map.of("TOCSIN_DEDUP_WINDOW", "-PT1H")))
                .hasMessageStartingWith("Expected TOCSIN_DEDUP_WINDOW to be a duration");
        assertThatThrownBy(() -> TopologyConfig.from(Map.of("TOCSIN_SOURCE_ZONES", "fw1=Nowhere")))
                .hasMessage("Expected a zone such as Europe/Berlin or +02:00, but found Nowhere");
        assertThatThrownBy(
                        () ->
                                TopologyConfig.from(
                                        Map.of("TOCSIN_INTERNAL_NETWORKS", "10.0.0.0/33")))
                .hasMessageEndingWith("but found 10.0.0.0/33");
    }
}
