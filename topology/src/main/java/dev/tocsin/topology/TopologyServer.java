package dev.tocsin.topology;

import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.topology.enrich.GeoFiles;
import dev.tocsin.topology.load.Live;
import dev.tocsin.topology.load.RulesLoader;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.normalize.Reading;
import dev.tocsin.topology.plugin.PluginHost;
import dev.tocsin.topology.plugin.PluginLimits;
import dev.tocsin.topology.warm.KafkaHistory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * A running topology: rules are loaded whole before the first event is processed. Closing finishes
 * what is in hand and stays a member of the group, so that a restart gets its partitions back
 * without a rebalance. Thread-safe.
 */
public final class TopologyServer implements AutoCloseable {
    /** How long closing may take; cut short, it is a crash. */
    public static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);

    private final Live live;
    private final TopologyMetrics metrics;
    private final PluginHost plugins;
    private final RulesLoader loader;
    private final GeoFiles geo;
    private final RocksDbMemory memory;
    private final KafkaStreams streams;
    private final @Nullable HealthServer health;

    private TopologyServer(
            TopologyConfig config, InstantSource time, Live live, RulesLoader loader) {
        this.live = live;
        this.loader = loader;
        this.metrics = new TopologyMetrics();
        this.geo = config.enrich().geoFiles();
        this.plugins = PluginHost.load(config.pluginsDir(), PluginLimits.defaults(), metrics);
        this.memory =
                new RocksDbMemory(config.rocksDbCacheBytes(), config.rocksDbWriteBufferBytes());
        Properties properties = config.streams();
        properties.put(RocksDbMemory.CONFIG, memory);
        this.streams =
                new KafkaStreams(
                        new CorrelationTopology(
                                        config.settings(),
                                        live.rules(),
                                        metrics,
                                        () ->
                                                new KafkaHistory(
                                                        config.client("history"),
                                                        config.applicationId()),
                                        new Reading(
                                                plugins.with(live.pipelines()),
                                                plugins,
                                                config.enrich().enricher(geo, live.rules()::lists)))
                                .build(properties),
                        properties);
        streams.setUncaughtExceptionHandler(new ThreadFailures(time));
        this.health = config.healthPort() < 0 ? null : health(config);
    }

    /**
     * Loads the rules and starts processing. Returns before all partitions are taken up: see {@link
     * #ready}.
     *
     * @throws IllegalStateException when the broker or a topic is missing
     */
    public static TopologyServer start(TopologyConfig config) {
        return start(config, InstantSource.system());
    }

    static TopologyServer start(TopologyConfig config, InstantSource time) {
        Live live = Live.empty();
        RulesLoader loader =
                RulesLoader.start(config.client("rules"), live, config.startPatience());
        boolean started = false;
        try {
            TopologyServer server = new TopologyServer(config, time, live, loader);
            server.streams.start();
            started = true;
            return server;
        } finally {
            if (!started) {
                loader.close();
            }
        }
    }

    private HealthServer health(TopologyConfig config) {
        boolean started = false;
        try {
            HealthServer server =
                    HealthServer.start(
                            config.healthHost(),
                            config.healthPort(),
                            this::healthy,
                            this::ready,
                            plugins::warnings,
                            metrics::prometheus);
            started = true;
            return server;
        } finally {
            if (!started) {
                streams.close();
                memory.close();
            }
        }
    }

    /** Whether it processes, or is about to. */
    public boolean healthy() {
        return loader.running() && streams.state().isRunningOrRebalancing();
    }

    /** Whether it processes now. */
    public boolean ready() {
        return loader.running() && streams.state() == KafkaStreams.State.RUNNING;
    }

    /** The port of {@code /healthz}, {@code /readyz} and {@code /metrics}, or -1 for none. */
    public int healthPort() {
        return health == null ? -1 : health.port();
    }

    /** What is wrong with the rule and pipeline files as they are published now. */
    public List<Problem> problems() {
        return live.problems();
    }

    /** The revision of the rule set in force. */
    public String ruleSetRevision() {
        return live.rules().get().revision();
    }

    /** The pipelines in force. */
    public PipelineSet pipelines() {
        return live.pipelines().get();
    }

    public TopologyMetrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        streams.close(
                CloseOptions.timeout(CLOSE_PATIENCE)
                        .withGroupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
        loader.close();
        geo.close();
        plugins.close();
        memory.close();
        if (health != null) {
            health.close();
        }
    }
}
