package dev.tocsin.bench.oracle;

import dev.tocsin.alert.Alert;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topology.correlate.CorrelateProcessor;
import dev.tocsin.topology.correlate.CorrelateSettings;
import dev.tocsin.topology.correlate.Correlated;
import dev.tocsin.topology.correlate.GroupMemory;
import dev.tocsin.topology.correlate.GroupStore;
import dev.tocsin.topology.metrics.TopologyMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;

/** Correlates one partition of the repartition topic. */
final class CorrelateTask implements Task {
    private static final String STATES = "correlations";
    private static final String DEADLINES = "deadlines";
    private static final int DUE_AT_ONCE = 50;

    private final int partition;
    private final List<MatchesLog> matches;
    private final RuleSet rules;
    private final GroupMemory memory;
    private final TopologyMetrics metrics;
    private final VolatileStore states = new VolatileStore(STATES);
    private final VolatileStore deadlines = new VolatileStore(DEADLINES);
    private final List<Alert> said = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private GroupStore groups;
    private TaskContext<byte[], Correlated> context;
    private CorrelateProcessor processor;
    private Transaction transaction = new Transaction();
    private int next;
    private int committed;
    private long committedStreamMs = -1;
    private long wallMs;

    CorrelateTask(
            int partition,
            List<MatchesLog> matches,
            RuleSet rules,
            GroupMemory memory,
            TopologyMetrics metrics,
            long wallMs) {
        this.partition = partition;
        this.matches = matches;
        this.rules = rules;
        this.memory = memory;
        this.metrics = metrics;
        this.wallMs = wallMs;
        this.groups = new GroupStore(states, memory, metrics);
        this.context = context();
        this.processor = processor();
    }

    private TaskContext<byte[], Correlated> context() {
        return new TaskContext<>(
                new TaskId(1, partition),
                Map.of(STATES, groups, DEADLINES, deadlines),
                wallMs,
                committedStreamMs);
    }

    private CorrelateProcessor processor() {
        CorrelateSettings settings =
                new CorrelateSettings(
                        STATES,
                        DEADLINES,
                        Duration.ofMillis(100),
                        DUE_AT_ONCE,
                        memory,
                        matches.size());
        return new CorrelateProcessor(context, settings, () -> rules, metrics);
    }

    private MatchesLog log() {
        return matches.get(partition);
    }

    @Override
    public long uncommittedSinceMs() {
        MatchesLog.Entry entry = log().at(log().skipAborted(committed));
        return entry == null ? Long.MAX_VALUE : entry.dueMs();
    }

    @Override
    public long nextDueMs() {
        MatchesLog.Entry entry = log().committed(log().skipAborted(next));
        return entry == null ? Long.MAX_VALUE : entry.dueMs();
    }

    @Override
    public void process() {
        next = log().skipAborted(next);
        MatchesLog.Entry entry = log().committed(next);
        if (entry == null) {
            throw new IllegalStateException("Expected a record at " + next + ", found none");
        }
        context.observe(entry.timestampMs());
        processor.process(
                new Record<>(entry.key(), entry.value(), entry.timestampMs(), entry.headers()));
        next++;
        write();
    }

    private void write() {
        for (Record<byte[], Correlated> record : context.taken()) {
            switch (record.value()) {
                case Correlated.Alerted(Alert alert) -> said.add(alert);
                case Correlated.Returned(byte[] contribution) ->
                        MatchesLog.append(
                                matches,
                                new MatchesLog.Entry(
                                        record.key(),
                                        contribution,
                                        record.timestamp(),
                                        record.headers(),
                                        wallMs,
                                        transaction));
            }
        }
    }

    @Override
    public void wallReaches(long timeMs) {
        wallMs = timeMs;
        context.wallReaches(timeMs);
        write();
    }

    @Override
    public void commit() {
        groups.flushCache();
        states.commitChanges();
        deadlines.commitChanges();
        committed = next;
        committedStreamMs = context.currentStreamTimeMs();
        alerts.addAll(said);
        said.clear();
        transaction.commit();
        transaction = new Transaction();
    }

    @Override
    public void crash() {
        transaction.abort();
        transaction = new Transaction();
        said.clear();
        groups.clearCache();
        states.restore();
        deadlines.restore();
        next = committed;
        groups = new GroupStore(states, memory, metrics);
        context = context();
        processor = processor();
    }

    /** Every revision that was committed, in order. */
    List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    /** Groups, deadlines, and what else lies in the stores but the number of groups. */
    long left() {
        return groups.size() + deadlines.size() + Math.max(0, states.size() - 1);
    }
}
