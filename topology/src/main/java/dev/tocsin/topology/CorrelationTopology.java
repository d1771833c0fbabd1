package dev.tocsin.topology;

import dev.tocsin.alert.Alert;
import dev.tocsin.json.JsonWriter;
import dev.tocsin.rules.correlate.ContributionCodec;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topic.Topics;
import dev.tocsin.topology.alert.AlertProcessor;
import dev.tocsin.topology.correlate.CorrelateProcessor;
import dev.tocsin.topology.correlate.CorrelateSettings;
import dev.tocsin.topology.correlate.Correlated;
import dev.tocsin.topology.match.MatchProcessor;
import dev.tocsin.topology.match.MatchSettings;
import dev.tocsin.topology.match.Matched;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.normalize.ArrivalTime;
import dev.tocsin.topology.normalize.NormalizeProcessor;
import dev.tocsin.topology.normalize.NormalizeSettings;
import dev.tocsin.topology.normalize.Normalized;
import dev.tocsin.topology.normalize.Reading;
import dev.tocsin.topology.warm.History;
import dev.tocsin.topology.warm.Warming;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The map. Two sub-topologies, static for ever; rules are data that the processors look up.
 *
 * <pre>
 * raw ─► normalize ─► match ─► events
 *            │          ├────► alerts (plain rules)
 *            ▼          └────► matches (repartition) ─► correlate ─► alerts
 *       dead letters                   ▲                    │
 *                                      └──── returned ◄─────┘
 * </pre>
 */
public final class CorrelationTopology {
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private final TopologySettings settings;
    private final Supplier<RuleSet> rules;
    private final TopologyMetrics metrics;
    private final Supplier<History> history;
    private final Reading reading;

    /** A topology in which a new or changed correlation begins without a past. */
    public CorrelationTopology(
            TopologySettings settings, Supplier<RuleSet> rules, TopologyMetrics metrics) {
        this(settings, rules, metrics, History::none, Reading.builtIn());
    }

    /**
     * @param rules the rule set in force, asked for every record
     * @param history opens the raw records of the past, for warm starts
     * @param reading pipelines and plugins
     */
    public CorrelationTopology(
            TopologySettings settings,
            Supplier<RuleSet> rules,
            TopologyMetrics metrics,
            Supplier<History> history,
            Reading reading) {
        this.settings = settings;
        this.rules = rules;
        this.metrics = metrics;
        this.history = history;
        this.reading = reading;
    }

    /** The topology, for a Streams configuration. */
    public Topology build(Properties streamsConfig) {
        StreamsBuilder builder =
                new StreamsBuilder(
                        new org.apache.kafka.streams.TopologyConfig(
                                new StreamsConfig(streamsConfig)));
        NormalizeSettings normalize = settings.normalize(Names.SEEN_EVENTS, reading);
        StoreBuilder<?> seen = NormalizeProcessor.store(normalize);
        KStream<byte[], Normalized> normalized = normalize(builder, normalize, seen);
        deadLetters(normalized);
        KStream<byte[], Matched> matched = match(normalized, normalize, seen);
        events(matched);
        ruleAlerts(matched);
        KStream<byte[], Correlated> correlated = correlate(matched);
        alerts(correlated);
        returned(correlated);
        return builder.build(streamsConfig);
    }

    private KStream<byte[], Normalized> normalize(
            StreamsBuilder builder, NormalizeSettings normalize, StoreBuilder<?> seen) {
        return builder.stream(
                        Topics.EVENTS_RAW.name(),
                        Consumed.with(BYTES, BYTES)
                                .withTimestampExtractor(new ArrivalTime())
                                .withName(Names.READ_RAW_EVENTS))
                .process(
                        PerTask.supplier(
                                context -> new NormalizeProcessor(context, normalize, metrics),
                                Set.of(seen)),
                        Named.as(Names.NORMALIZE_EVENTS));
    }

    private static void deadLetters(KStream<byte[], Normalized> normalized) {
        normalized
                .processValues(
                        Pick.of(Normalized.Rejected.class, Normalized.Rejected::bytes),
                        Named.as(Names.PICK_DEAD_LETTERS))
                .to(Topics.DEAD_LETTERS.name(), written(Names.WRITE_DEAD_LETTERS));
    }

    private KStream<byte[], Matched> match(
            KStream<byte[], Normalized> normalized,
            NormalizeSettings normalize,
            StoreBuilder<?> seen) {
        MatchSettings match = settings.match(Names.WARM_UPS, normalize, history);
        return normalized
                .processValues(
                        Pick.of(Normalized.Event.class, event -> event),
                        Named.as(Names.PICK_NORMALIZED_EVENTS))
                .process(
                        PerTask.supplier(
                                context -> new MatchProcessor(context, match, rules, metrics),
                                Set.of(seen, Warming.store(Names.WARM_UPS))),
                        Named.as(Names.MATCH_EVENTS));
    }

    private static void events(KStream<byte[], Matched> matched) {
        matched.processValues(
                        Pick.ofEach(Matched.Event.class, CorrelationTopology::eventWriter),
                        Named.as(Names.PICK_EVENTS))
                .to(Topics.EVENTS.name(), written(Names.WRITE_EVENTS));
    }

    private static Function<Matched.Event, byte[]> eventWriter() {
        JsonWriter writer = new JsonWriter();
        return event -> writer.bytes(event.event());
    }

    private void ruleAlerts(KStream<byte[], Matched> matched) {
        KStream<byte[], Alert> alerts =
                matched.processValues(
                        Pick.of(Matched.Alerted.class, Matched.Alerted::alert),
                        Named.as(Names.PICK_RULE_ALERTS));
        enrich(alerts, Names.ENRICH_RULE_ALERTS, Names.WRITE_RULE_ALERTS);
    }

    private KStream<byte[], Correlated> correlate(KStream<byte[], Matched> matched) {
        CorrelateSettings correlate = settings.correlate(Names.CORRELATIONS, Names.DEADLINES);
        return matched.processValues(
                        Pick.of(
                                Matched.Contributed.class,
                                match -> ContributionCodec.encode(match.contribution())),
                        Named.as(Names.PICK_CONTRIBUTIONS))
                .repartition(
                        Repartitioned.with(BYTES, BYTES)
                                .withName(Names.MATCHES)
                                .withNumberOfPartitions(Topics.EVENTS_RAW.partitions()))
                .process(
                        PerTask.supplier(
                                context ->
                                        new CorrelateProcessor(context, correlate, rules, metrics),
                                CorrelateProcessor.stores(correlate, metrics)),
                        Named.as(Names.CORRELATE_MATCHES));
    }

    private void alerts(KStream<byte[], Correlated> correlated) {
        KStream<byte[], Alert> alerts =
                correlated.processValues(
                        Pick.of(Correlated.Alerted.class, Correlated.Alerted::alert),
                        Named.as(Names.PICK_ALERTS));
        enrich(alerts, Names.ENRICH_ALERTS, Names.WRITE_ALERTS);
    }

    /** Back to the repartition topic, under its name inside the topology. */
    private static void returned(KStream<byte[], Correlated> correlated) {
        correlated
                .processValues(
                        Pick.of(Correlated.Returned.class, Correlated.Returned::contribution),
                        Named.as(Names.PICK_RETURNED))
                .to(Names.MATCHES + "-repartition", written(Names.WRITE_RETURNED));
    }

    private void enrich(KStream<byte[], Alert> alerts, String enrich, String write) {
        ProcessorSupplier<byte[], Alert, byte[], byte[]> supplier =
                PerTask.supplier(context -> new AlertProcessor(context, metrics), Set.of());
        alerts.process(supplier, Named.as(enrich)).to(Topics.ALERTS.name(), written(write));
    }

    private static Produced<byte[], byte[]> written(String name) {
        return Produced.with(BYTES, BYTES).withName(name);
    }
}
