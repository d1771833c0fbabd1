package dev.tocsin.bench.oracle;

import dev.tocsin.event.EventRef;
import dev.tocsin.rules.correlate.ContributionCodec;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topic.Topics;
import dev.tocsin.topology.match.MatchProcessor;
import dev.tocsin.topology.match.MatchSettings;
import dev.tocsin.topology.match.Matched;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.normalize.NormalizeSettings;
import dev.tocsin.topology.normalize.Normalized;
import dev.tocsin.topology.normalize.NormalizedEvent;
import dev.tocsin.topology.warm.History;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/** Matches the events of one raw partition, and writes what they give to the repartition topic. */
final class MatchTask implements Task {
    private static final MatchSettings SETTINGS =
            new MatchSettings(
                    "warm-ups",
                    new NormalizeSettings("seen", Duration.ofHours(24), 1_000_000, ZoneOffset.UTC),
                    History::none,
                    Duration.ofMillis(100),
                    100);

    private final int partition;
    private final List<Happening> input;
    private final List<MatchesLog> matches;
    private final RuleSet rules;
    private final TopologyMetrics metrics = new TopologyMetrics();
    private final VolatileStore warmUps = new VolatileStore("warm-ups");

    /** Looked into for warm starts only, and nothing is warmed here. */
    private final StateStore seen =
            Stores.inMemoryWindowStore("seen", Duration.ofHours(1), Duration.ofHours(1), false)
                    .get();

    private TaskContext<byte[], Matched> context;
    private MatchProcessor processor;
    private Transaction transaction = new Transaction();
    private int next;
    private int committed;
    private long committedStreamMs = -1;
    private long wallMs;

    MatchTask(
            int partition,
            List<Happening> input,
            List<MatchesLog> matches,
            RuleSet rules,
            long wallMs) {
        this.partition = partition;
        this.input = input;
        this.matches = matches;
        this.rules = rules;
        this.wallMs = wallMs;
        this.context = context();
        this.processor = new MatchProcessor(context, SETTINGS, () -> rules, metrics);
    }

    private TaskContext<byte[], Matched> context() {
        return new TaskContext<>(
                new TaskId(0, partition),
                Map.of("warm-ups", warmUps, "seen", seen),
                wallMs,
                committedStreamMs);
    }

    @Override
    public long uncommittedSinceMs() {
        return committed < input.size() ? input.get(committed).arrivalMs() : Long.MAX_VALUE;
    }

    @Override
    public long nextDueMs() {
        return next < input.size() && input.get(next).arrivalMs() <= wallMs
                ? input.get(next).arrivalMs()
                : Long.MAX_VALUE;
    }

    @Override
    public void process() {
        Happening event = input.get(next);
        context.observe(event.arrivalMs());
        EventRef ref =
                new EventRef(event.id(), event.timeMs(), Topics.EVENTS_RAW.name(), partition, next);
        NormalizedEvent normalized =
                new NormalizedEvent(event.json(), event.id(), true, event.timeMs(), false);
        processor.process(
                new Record<>(
                        new byte[0],
                        new Normalized.Event(normalized, ref),
                        event.arrivalMs(),
                        new RecordHeaders()));
        write(event.arrivalMs());
        next++;
    }

    private void write(long dueMs) {
        for (Record<byte[], Matched> record : context.taken()) {
            if (record.value() instanceof Matched.Contributed contributed) {
                MatchesLog.append(
                        matches,
                        new MatchesLog.Entry(
                                record.key(),
                                ContributionCodec.encode(contributed.contribution()),
                                record.timestamp(),
                                record.headers(),
                                dueMs,
                                transaction));
            }
        }
    }

    @Override
    public void wallReaches(long timeMs) {
        wallMs = timeMs;
        context.wallReaches(timeMs);
        write(timeMs);
    }

    @Override
    public void commit() {
        warmUps.commitChanges();
        committed = next;
        committedStreamMs = context.currentStreamTimeMs();
        transaction.commit();
        transaction = new Transaction();
    }

    @Override
    public void crash() {
        transaction.abort();
        transaction = new Transaction();
        warmUps.restore();
        next = committed;
        context = context();
        processor = new MatchProcessor(context, SETTINGS, () -> rules, metrics);
    }
}
