package dev.tocsin.topology.load;

import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.topic.Topics;
import dev.tocsin.topology.enrich.EntityLists;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the rules and lists topics on a thread of its own, without a consumer group: whole before
 * {@link #start} returns, then record by record as they come. Compiles on that thread and swaps
 * what is in force in {@link Live}; a compilation that fails leaves what is there.
 */
public final class RulesLoader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RulesLoader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** How often a topic that is not there is looked for, a {@link #POLL} apart. */
    private static final int LOOKS = 25;

    private final Live live;
    private final Consumer<byte[], byte[]> consumer;
    private final RuleRecords records = new RuleRecords();
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final Thread thread;
    private boolean rulesChanged;
    private boolean pipelinesChanged;
    private boolean listsChanged;
    private volatile boolean closing;

    private RulesLoader(Live live, Consumer<byte[], byte[]> consumer) {
        this.live = live;
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().name("tocsin-rules-loader").unstarted(this::run);
    }

    /**
     * Starts, and waits until everything that is published is in force.
     *
     * @param clientConfig how to reach the broker
     * @throws IllegalStateException when that takes longer than {@code patience}, or a topic is
     *     missing
     */
    public static RulesLoader start(
            Map<String, Object> clientConfig, Live live, Duration patience) {
        RulesLoader loader = new RulesLoader(live, new KafkaConsumer<>(settings(clientConfig)));
        boolean started = false;
        try {
            loader.assign(patience);
            loader.thread.start();
            loader.await(patience);
            started = true;
        } finally {
            if (!started) {
                loader.close();
            }
        }
        return loader;
    }

    private static Map<String, Object> settings(Map<String, Object> clientConfig) {
        Map<String, Object> settings = new HashMap<>(clientConfig);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    private void assign(Duration patience) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(Topics.RULES.name(), Topics.LISTS.name())) {
            List<PartitionInfo> found = partitions(topic, patience);
            if (found.isEmpty()) {
                throw new IllegalStateException(
                        "Expected the topic %s, but the broker has none; create the topics first"
                                .formatted(topic));
            }
            found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** A topic that was created just now is not known everywhere at once. */
    private List<PartitionInfo> partitions(String topic, Duration patience) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, patience);
        for (int i = 0; i < LOOKS && (found == null || found.isEmpty()); i++) {
            pause();
            found = consumer.partitionsFor(topic, patience);
        }
        return found == null ? List.of() : found;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to find the topics, but was interrupted", e);
        }
    }

    private void await(Duration patience) {
        try {
            if (!loaded.await(patience.toMillis(), TimeUnit.MILLISECONDS) || !running()) {
                throw new IllegalStateException(
                        "Expected to read all rules within %s, but could not; see the log"
                                .formatted(patience));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to read all rules, but was interrupted", e);
        }
    }

    private void run() {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (!reached(ends)) {
                take(consumer.poll(POLL));
            }
            rulesChanged = true;
            pipelinesChanged = true;
            compile();
            loaded.countDown();
            while (!closing) {
                take(consumer.poll(POLL));
                compile();
            }
        } catch (WakeupException e) {
            if (!closing) {
                throw e;
            }
        } finally {
            consumer.close();
            loaded.countDown();
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (consumer.position(end.getKey()) < end.getValue()) {
                return false;
            }
        }
        return true;
    }

    private void take(ConsumerRecords<byte[], byte[]> polled) {
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            String key =
                    record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            if (record.topic().equals(Topics.RULES.name())) {
                records.rule(key, record.value());
                pipelinesChanged |= RuleRecords.isPipeline(key);
                rulesChanged |= !RuleRecords.isPipeline(key);
            } else {
                records.list(key, record.value());
                rulesChanged = true;
                pipelinesChanged = true;
                listsChanged = true;
            }
        }
    }

    /** Compiles what changed; the pipelines first, as rules match what they make. */
    private void compile() {
        if (listsChanged) {
            compile("lists", this::entities);
        }
        if (pipelinesChanged) {
            compile("pipelines", this::pipelines);
        }
        if (rulesChanged) {
            compile("rules", this::rules);
        }
        listsChanged = false;
        pipelinesChanged = false;
        rulesChanged = false;
    }

    private static void compile(String what, Runnable compilation) {
        try {
            compilation.run();
        } catch (RuntimeException e) {
            LOG.error(
                    "Expected the {} to compile, but the compiler failed; those in force stay",
                    what,
                    e);
        }
    }

    private void entities() {
        EntityLists entities = records.entities();
        live.rules().swap(entities);
        if (entities.left() > 0) {
            LOG.error(
                    "Expected at most {} values of watch lists, assets and identities, but found {} more; lists behind the limit are not looked at",
                    EntityLists.MOST_VALUES,
                    entities.left());
        }
    }

    private void pipelines() {
        PipelineCompilation compiled = records.pipelines().compile(records.lists()::get);
        live.pipelines().swap(compiled);
        LOG.info("{} pipelines in force", compiled.pipelines().pipelines().size());
        report(compiled.problems());
    }

    private void rules() {
        Compilation compiled = records.rules().compile(records.lists()::get);
        live.rules().swap(compiled);
        LOG.info(
                "{} rules and {} correlations in force, revision {}",
                compiled.rules().rules().size(),
                compiled.rules().correlations().size(),
                compiled.rules().revision());
        report(compiled.problems());
    }

    private static void report(List<Problem> problems) {
        for (Problem problem : problems) {
            if (problem.isError()) {
                LOG.error("{}", problem);
            } else {
                LOG.debug("{}", problem);
            }
        }
    }

    /** Whether rule changes still take effect. */
    public boolean running() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
