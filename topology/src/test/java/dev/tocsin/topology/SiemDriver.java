package dev.tocsin.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.pipeline.Plugins;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompiler;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topics;
import dev.tocsin.topology.correlate.GroupStore;
import dev.tocsin.topology.enrich.Enricher;
import dev.tocsin.topology.enrich.Enrichment;
import dev.tocsin.topology.enrich.EntityLists;
import dev.tocsin.topology.enrich.GeoLookup;
import dev.tocsin.topology.enrich.InternalNetworks;
import dev.tocsin.topology.load.LivePipelines;
import dev.tocsin.topology.load.LiveRules;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import dev.tocsin.topology.normalize.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The topology in a test, without a broker, on the first of January 2026: rules in, time on, events
 * in, alerts out.
 *
 * <pre>
 * siem.rules(bruteForce);
 * siem.at("12:00:00").send(failedLogin("alice"));
 * siem.advance(ofMinutes(5));
 * assertThat(siem.alerts()).singleElement()…
 * </pre>
 */
final class SiemDriver implements AutoCloseable {
    private static final String DAY = "2026-01-01T";

    private final LiveRules rules = new LiveRules();
    private final LivePipelines pipelines = new LivePipelines();
    private final TopologyMetrics metrics = new TopologyMetrics();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> raw;
    private final TestOutputTopic<String, byte[]> events;
    private final TestOutputTopic<String, byte[]> alerts;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final List<ObjectNode> allEvents = new ArrayList<>();
    private final List<JsonNode> allAlerts = new ArrayList<>();
    private final List<DeadLetter> allDeadLetters = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> past = new ArrayList<>();
    private List<RuleFile> published = List.of();
    private Map<String, List<String>> lists = Map.of();
    private Enrichment enrichment = Enrichment.none();
    private Instant now = Instant.parse(DAY + "00:00:00Z");

    SiemDriver(Path stateDir) {
        TopologyConfig config =
                TopologyConfig.from(Map.of("TOCSIN_STATE_DIR", stateDir.toString()));
        driver =
                new TopologyTestDriver(
                        new CorrelationTopology(
                                        config.settings(),
                                        rules,
                                        metrics,
                                        () -> new SentBefore(past),
                                        new Reading(
                                                pipelines,
                                                Plugins.none(),
                                                event -> enrichment.enrich(event)))
                                .build(config.streams()),
                        config.streams(),
                        now);
        raw =
                driver.createInputTopic(
                        Topics.EVENTS_RAW.name(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        events = output(Topics.EVENTS.name());
        alerts = output(Topics.ALERTS.name());
        deadLetters =
                driver.createOutputTopic(
                        Topics.DEAD_LETTERS.name(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /** From now on events are enriched with the default networks and these lists. */
    SiemDriver entities(EntityLists lists) {
        enrichment =
                new Enricher(
                        InternalNetworks.of(InternalNetworks.DEFAULT),
                        GeoLookup.none(),
                        () -> lists);
        return this;
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(
                topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Puts rule files in force, each given as its YAML. Everything in them must be valid. */
    SiemDriver rules(String... texts) {
        List<RuleFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(new RuleFile("rule-" + files.size() + ".yml", text));
        }
        published = files;
        return compile();
    }

    /** Puts pipelines in force, each given as its YAML. Everything in them must be valid. */
    SiemDriver pipelines(String... texts) {
        List<RuleFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(new RuleFile("pipelines/" + files.size() + ".yml", text));
        }
        PipelineCompilation compiled = PipelineCompiler.compile(files, lists::get);
        if (compiled.hasErrors()) {
            throw new AssertionError("Expected valid pipelines, but: " + compiled.problems());
        }
        pipelines.swap(compiled);
        return this;
    }

    /** Publishes lists, and compiles the rules with them. */
    SiemDriver lists(Map<String, List<String>> values) {
        lists = values;
        return compile();
    }

    private SiemDriver compile() {
        Compilation compiled = RuleCompiler.compile(published, lists::get);
        if (compiled.hasErrors()) {
            throw new AssertionError("Expected valid rules, but: " + compiled.problems());
        }
        return swap(compiled);
    }

    /** Puts a rule set in force that was made by hand. */
    SiemDriver rules(RuleSet set) {
        return swap(new Compilation(set, List.of()));
    }

    private SiemDriver swap(Compilation compiled) {
        rules.swap(compiled);
        return this;
    }

    /** Lets time go on to a time of the day. */
    SiemDriver at(String time) {
        Instant then = Instant.parse(DAY + time + "Z");
        return advance(Duration.between(now, then));
    }

    /** Lets time go on, for the clock of the wall and so for an idle stream. */
    SiemDriver advance(Duration duration) {
        if (duration.isNegative()) {
            throw new AssertionError("Expected time to go on, but it would go back " + duration);
        }
        now = now.plus(duration);
        driver.advanceWallClockTime(duration);
        return this;
    }

    Instant now() {
        return now;
    }

    /** Sends an event that arrives now. */
    SiemDriver send(JsonNode sent) {
        return sendBytes(Json.bytes(sent), null);
    }

    /** Reads an event only now that arrived before, as somebody does who catches up. */
    SiemDriver sendArrived(Instant then, JsonNode sent) {
        return sendBytes(Json.bytes(sent), null, then);
    }

    /** Sends an event with an idempotency key. */
    SiemDriver send(JsonNode sent, String idempotencyKey) {
        return sendBytes(Json.bytes(sent), idempotencyKey);
    }

    /** Sends whatever it is. */
    SiemDriver sendText(String text) {
        return sendBytes(text.getBytes(StandardCharsets.UTF_8), null);
    }

    private SiemDriver sendBytes(byte[] bytes, @Nullable String idempotencyKey) {
        return sendBytes(bytes, idempotencyKey, now);
    }

    private SiemDriver sendBytes(byte[] bytes, @Nullable String idempotencyKey, Instant then) {
        Headers headers = new RecordHeaders();
        IngestHeaders.put(headers, IngestHeaders.SOURCE, "test");
        IngestHeaders.put(headers, IngestHeaders.RECEIVED_AT, Long.toString(then.toEpochMilli()));
        IngestHeaders.put(headers, IngestHeaders.IDEMPOTENCY_KEY, idempotencyKey);
        past.add(
                new ConsumerRecord<>(
                        Topics.EVENTS_RAW.name(),
                        0,
                        past.size(),
                        then.toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        ConsumerRecord.NULL_SIZE,
                        bytes.length,
                        null,
                        bytes,
                        new RecordHeaders(headers.toArray()),
                        Optional.empty()));
        raw.pipeInput(new TestRecord<>(null, bytes, headers, then));
        return this;
    }

    /** All events so far. */
    List<ObjectNode> events() {
        for (TestRecord<String, byte[]> record : events.readRecordsToList()) {
            allEvents.add((ObjectNode) parsed(record.value()));
        }
        return allEvents;
    }

    /** The documents of all revisions of alerts so far, in the order of their writing. */
    List<JsonNode> alertDocuments() {
        for (TestRecord<String, byte[]> record : alerts.readRecordsToList()) {
            allAlerts.add(parsed(record.value()));
        }
        return allAlerts;
    }

    /** All revisions of alerts so far, in the order of their writing. */
    List<Alert> revisions() {
        return alertDocuments().stream().map(AlertJson::read).toList();
    }

    /** The last revision of every alert so far, in the order of first revisions. */
    List<Alert> alerts() {
        Map<String, Alert> latest = new LinkedHashMap<>();
        revisions().forEach(alert -> latest.put(alert.id(), alert));
        return List.copyOf(latest.values());
    }

    /** All dead letters so far. */
    List<DeadLetter> deadLetters() {
        for (TestRecord<byte[], byte[]> record : deadLetters.readRecordsToList()) {
            ConsumerRecord<byte[], byte[]> consumed =
                    new ConsumerRecord<>(
                            Topics.DEAD_LETTERS.name(), 0, 0, record.key(), record.value());
            record.headers().forEach(header -> consumed.headers().add(header));
            allDeadLetters.add(DeadLetter.from(consumed));
        }
        return allDeadLetters;
    }

    long count(Counter counter) {
        return metrics.value(counter);
    }

    String prometheus() {
        return metrics.prometheus();
    }

    Map<String, Long> ruleErrors() {
        return metrics.ruleErrors();
    }

    /** How many groups of correlations have state. */
    long groups() {
        return ((GroupStore) driver.getStateStore(Names.CORRELATIONS)).size();
    }

    /** The keys that went to the changelog of the groups since the last call. */
    List<byte[]> changelog() {
        TestOutputTopic<byte[], byte[]> changelog =
                driver.createOutputTopic(
                        "tocsin-topology-correlations-changelog",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        return changelog.readRecordsToList().stream().map(TestRecord::key).toList();
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
