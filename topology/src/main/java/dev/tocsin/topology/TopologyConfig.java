package dev.tocsin.topology;

import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topology.normalize.Zones;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The configuration of a topology process, from environment variables.
 *
 * @param kafka {@code KAFKA_…}: how to reach Kafka
 * @param applicationId {@code TOCSIN_TOPOLOGY_ID}: names the consumer group and the internal topics
 * @param instanceId {@code TOCSIN_TOPOLOGY_INSTANCE}, else {@code HOSTNAME}: stays the same over
 *     restarts of one instance, and differs between instances
 * @param stateDir {@code TOCSIN_STATE_DIR}
 * @param threads {@code TOCSIN_TOPOLOGY_THREADS}
 * @param commitInterval {@code TOCSIN_COMMIT_INTERVAL_MS}: how long an event waits at most for its
 *     transaction, once per sub-topology
 * @param replicationFactor {@code TOCSIN_REPLICATION_FACTOR} of internal topics; -1: the broker's
 *     default
 * @param takeOver {@code TOCSIN_SESSION_TIMEOUT}, {@code TOCSIN_TRANSACTION_TIMEOUT}, {@code
 *     TOCSIN_STANDBY_REPLICAS}, {@code TOCSIN_WARMUP_REPLICAS}
 * @param rocksDbCacheBytes {@code TOCSIN_ROCKSDB_CACHE_MB}: all memory of RocksDB
 * @param rocksDbWriteBufferBytes {@code TOCSIN_ROCKSDB_WRITE_BUFFER_MB}: write buffers' part of it
 * @param healthHost {@code TOCSIN_TOPOLOGY_HEALTH_HOST}
 * @param healthPort {@code TOCSIN_TOPOLOGY_HEALTH_PORT}: 0 any free one, -1 none
 * @param pluginsDir {@code TOCSIN_PLUGINS_DIR}: jars with plugins; need not be there
 * @param startPatience how long reading the rules may take at the start
 * @param enrich what events are enriched with
 * @param settings of the processors: {@code TOCSIN_DEDUP_WINDOW}, {@code TOCSIN_ZONE} and {@code
 *     TOCSIN_SOURCE_ZONES}, {@code TOCSIN_MAX_EVENT_BYTES}, {@code TOCSIN_WAKE_INTERVAL_MS}, {@code
 *     TOCSIN_WAKE_BUDGET}, {@code TOCSIN_GROUP_CACHE_MB}
 */
public record TopologyConfig(
        KafkaAccess kafka,
        String applicationId,
        String instanceId,
        Path stateDir,
        int threads,
        Duration commitInterval,
        int replicationFactor,
        TakeOver takeOver,
        long rocksDbCacheBytes,
        long rocksDbWriteBufferBytes,
        String healthHost,
        int healthPort,
        Path pluginsDir,
        Duration startPatience,
        EnrichConfig enrich,
        TopologySettings settings) {
    private static final long MEBI = 1024 * 1024;

    /** The largest record of the topology's own topics, in bytes. */
    private static final int RECORD_BYTES = 32 << 20;

    /**
     * Reads the variables that are there; the others have defaults.
     *
     * @throws IllegalArgumentException when a value cannot be read; the message names it
     */
    public static TopologyConfig from(Map<String, String> env) {
        Environment read = new Environment(env);
        TopologySettings defaults = TopologySettings.defaults();
        return new TopologyConfig(
                KafkaAccess.from(env),
                read.text("TOCSIN_TOPOLOGY_ID", "tocsin-topology"),
                read.text("TOCSIN_TOPOLOGY_INSTANCE", read.text("HOSTNAME", "topology-0")),
                Path.of(read.text("TOCSIN_STATE_DIR", ".tocsin/topology")),
                read.number("TOCSIN_TOPOLOGY_THREADS", 2, 1, 256),
                Duration.ofMillis(read.number("TOCSIN_COMMIT_INTERVAL_MS", 50, 1, 60_000)),
                read.number("TOCSIN_REPLICATION_FACTOR", -1, -1, 100),
                TakeOver.from(read),
                MEBI * read.number("TOCSIN_ROCKSDB_CACHE_MB", 128, 16, 1_000_000),
                MEBI * read.number("TOCSIN_ROCKSDB_WRITE_BUFFER_MB", 64, 8, 1_000_000),
                read.text("TOCSIN_TOPOLOGY_HEALTH_HOST", "127.0.0.1"),
                read.number("TOCSIN_TOPOLOGY_HEALTH_PORT", 8091, -1, 65_535),
                Path.of(read.text("TOCSIN_PLUGINS_DIR", "plugins")),
                Duration.ofSeconds(60),
                EnrichConfig.from(read),
                new TopologySettings(
                        read.duration("TOCSIN_DEDUP_WINDOW", defaults.dedupWindow()),
                        read.number(
                                "TOCSIN_MAX_EVENT_BYTES",
                                defaults.maxEventBytes(),
                                10_000,
                                1_000_000_000),
                        Zones.of(
                                read.text("TOCSIN_ZONE", defaults.zones().standard().getId()),
                                read.text("TOCSIN_SOURCE_ZONES", "")),
                        Duration.ofMillis(read.number("TOCSIN_WAKE_INTERVAL_MS", 100, 10, 60_000)),
                        read.number("TOCSIN_WAKE_BUDGET", defaults.wakeBudget(), 1, 1_000_000),
                        MEBI
                                * read.number(
                                        "TOCSIN_GROUP_CACHE_MB",
                                        (int) (defaults.groupCacheBytes() / MEBI),
                                        1,
                                        1_000_000)));
    }

    /** The addresses of Kafka. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** What Kafka Streams gets. */
    public Properties streams() {
        Properties streams = new Properties();
        streams.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        streams.putAll(kafka.with(Map.of()));
        streams.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        streams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        streams.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicationFactor);
        exactlyOnce(streams);
        takeOver.put(streams);
        quick(streams);
        roomy(streams);
        streams.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.Setter.class);
        streams.put(StreamsConfig.mainConsumerPrefix("group.instance.id"), instanceId);
        return streams;
    }

    /** Nothing is lost, nothing doubled, no name made up, no failure passed over. */
    private static void exactlyOnce(Properties streams) {
        streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        streams.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        streams.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        streams.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                org.apache.kafka.streams.errors.LogAndFailExceptionHandler.class);
        streams.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler.class);
        streams.put(
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                org.apache.kafka.streams.errors.DefaultProductionExceptionHandler.class);
        streams.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    }

    /**
     * An event waits for two commits; every other wait is kept short. A commit sends what is there
     * at once: to linger makes nobody wait, only batches fuller and requests fewer, and a request
     * costs broker and producer more than what is in it.
     */
    private void quick(Properties streams) {
        streams.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        streams.put(StreamsConfig.POLL_MS_CONFIG, 20);
        // Each task reads one partition: there is no other to wait for, or to look at, per record.
        streams.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
    }

    /**
     * The state of a group is one record, and grows with what it must remember: far beyond the 1 MB
     * that a record may have by default. A record that is refused would stop the topology for good.
     */
    private static void roomy(Properties streams) {
        streams.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), RECORD_BYTES);
        streams.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), RECORD_BYTES);
        streams.put(
                StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG),
                2L * RECORD_BYTES);
    }

    /** What a plain client of the same broker gets. */
    Map<String, Object> client(String purpose) {
        return kafka.with(
                Map.of(
                        CommonClientConfigs.CLIENT_ID_CONFIG,
                        applicationId + "-" + purpose + "-" + instanceId));
    }
}
