package dev.tocsin.topology.correlate;

import dev.tocsin.alert.Alert;
import dev.tocsin.rules.correlate.Contribution;
import dev.tocsin.rules.correlate.ContributionCodec;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topology.metrics.TopologyMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One correlate task that can crash: what it wrote since its last commit is gone then, as under
 * exactly-once, and the log is read again from the committed offset.
 */
final class CorrelateDriver {
    private static final Duration EVERY = Duration.ofMillis(100);

    private final Supply rules;
    private final GroupMemory memory;
    private final TopologyMetrics metrics = new TopologyMetrics();
    private final MapStore states = new MapStore("states");
    private final MapStore deadlines = new MapStore("deadlines");
    private final List<Contribution> log = new ArrayList<>();
    private final List<Alert> committedAlerts = new ArrayList<>();
    private int committedOffset;
    private long committedStreamMs = -1;
    private int offset;
    private long streamMs = -1;
    private long wallMs;
    private Task task;

    CorrelateDriver(RuleSet rules, long wallMs, long cacheBytes) {
        this.rules = new Supply(rules);
        this.wallMs = wallMs;
        this.memory = new GroupMemory(cacheBytes);
        this.task = begin();
    }

    /** Appends to the log; nothing is processed yet. */
    void append(Contribution contribution) {
        log.add(contribution);
    }

    /** Processes up to so many records of the log. */
    void process(int most) {
        for (int i = 0; i < most && offset < log.size(); i++, offset++) {
            Contribution next = log.get(offset);
            streamMs = Math.max(streamMs, next.event().timeMs());
            task.context.setCurrentStreamTimeMs(streamMs);
            task.context.setRecordMetadata("matches", 0, offset);
            task.processor.process(
                    new Record<>(
                            GroupKey.of(next),
                            ContributionCodec.encode(next),
                            next.event().timeMs(),
                            new RecordHeaders()));
        }
    }

    boolean caughtUp() {
        return offset == log.size();
    }

    /** Lets the clock of the wall go on, and whatever is due with it. */
    void advance(Duration duration) {
        wallMs += duration.toMillis();
        task.context.setCurrentSystemTimeMs(wallMs);
        task.context
                .scheduledPunctuators()
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(wallMs));
    }

    void commit() {
        task.groups.flushCache();
        states.commit();
        deadlines.commit();
        committedOffset = offset;
        committedStreamMs = streamMs;
        committedAlerts.addAll(task.takeAlerts());
    }

    void crash() {
        states.rollBack();
        deadlines.rollBack();
        offset = committedOffset;
        streamMs = committedStreamMs;
        task.groups.clearCache();
        task = begin();
    }

    /** Every revision that was committed, in order. */
    List<Alert> alerts() {
        return List.copyOf(committedAlerts);
    }

    long groups() {
        return task.groups.size();
    }

    long storedEntries() {
        return states.approximateNumEntries();
    }

    long deadlines() {
        return deadlines.approximateNumEntries();
    }

    TopologyMetrics metrics() {
        return metrics;
    }

    private Task begin() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        MockProcessorContext<byte[], Correlated> context =
                new MockProcessorContext<>(
                        config, new TaskId(1, 0), new java.io.File("target/crash"));
        context.setCurrentSystemTimeMs(wallMs);
        context.setCurrentStreamTimeMs(streamMs);
        GroupStore groups = new GroupStore(states, memory, metrics);
        context.addStateStore(groups);
        context.addStateStore(deadlines);
        CorrelateSettings settings =
                new CorrelateSettings("states", "deadlines", EVERY, 1_000, memory, 3);
        return new Task(context, groups, new CorrelateProcessor(context, settings, rules, metrics));
    }

    private record Task(
            MockProcessorContext<byte[], Correlated> context,
            GroupStore groups,
            CorrelateProcessor processor) {
        List<Alert> takeAlerts() {
            List<Alert> alerts = new ArrayList<>();
            context.forwarded()
                    .forEach(
                            forward -> {
                                if (forward.record().value()
                                        instanceof Correlated.Alerted(Alert alert)) {
                                    alerts.add(alert);
                                }
                            });
            context.resetForwards();
            return alerts;
        }
    }

    private record Supply(@Nullable RuleSet set) implements java.util.function.Supplier<RuleSet> {
        @Override
        public RuleSet get() {
            return set == null ? RuleSet.empty() : set;
        }
    }
}
