package dev.tocsin.topology.correlate;

import dev.tocsin.alert.Alert;
import dev.tocsin.rules.correlate.Alerts;
import dev.tocsin.rules.correlate.Contribution;
import dev.tocsin.rules.correlate.ContributionCodec;
import dev.tocsin.rules.correlate.Contributions;
import dev.tocsin.rules.correlate.CorrelationStep;
import dev.tocsin.rules.correlate.EpisodeResult;
import dev.tocsin.rules.correlate.Signal;
import dev.tocsin.rules.correlate.StepResult;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.FrameKind;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import dev.tocsin.topology.store.FirstWrite;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Glue: loads the state of a contribution's group, takes the step, stores, schedules and forwards.
 *
 * <p>Time of a group: its own clock (the greatest event time among its contributions) goes on with
 * the wall clock from its last contribution, but never past the time of the stream. So neither a
 * fast source nor a lagging consumer ends a group that may still get events, and an idle stream
 * still gives final revisions. Only closing frames are first judged by the time of the stream, as
 * soon as the group is calm: otherwise a consumer that catches up would speak of them late.
 */
public final class CorrelateProcessor implements Processor<byte[], byte[], byte[], Correlated> {
    private static final Logger LOG = LoggerFactory.getLogger(CorrelateProcessor.class);

    /** Later than any event, and far enough from the last number to count on. */
    private static final long END_OF_TIME = Long.MAX_VALUE / 4;

    /**
     * How long, by the wall clock, nothing came to a group before its frames are judged by the time
     * of the stream: a source that sends the past in a batch is waited for.
     */
    static final long CALM_MS = 1_000;

    private final ProcessorContext<byte[], Correlated> context;
    private final CorrelateSettings settings;
    private final Supplier<RuleSet> rules;
    private final TopologyMetrics metrics;
    private final Groups groups;
    private final Sweep sweep;
    private final Expectations expectations;
    private final StreamClock clock = new StreamClock();

    public CorrelateProcessor(
            ProcessorContext<byte[], Correlated> context,
            CorrelateSettings settings,
            Supplier<RuleSet> rules,
            TopologyMetrics metrics) {
        this.context = context;
        this.settings = settings;
        this.rules = rules;
        this.metrics = metrics;
        this.groups =
                new Groups(
                        context.getStateStore(settings.states()),
                        context.getStateStore(settings.deadlines()));
        this.sweep = new Sweep(groups, rules.get(), this::end);
        this.expectations = new Expectations(context.taskId().partition(), settings.partitions());
        context.schedule(settings.every(), PunctuationType.WALL_CLOCK_TIME, this::wake);
        FirstWrite.schedule(context, groups::touch);
    }

    /** The stores that it needs. */
    public static Set<StoreBuilder<?>> stores(CorrelateSettings settings, TopologyMetrics metrics) {
        return Set.of(
                new GroupStoreBuilder(settings.states(), settings.memory(), metrics),
                store(settings.deadlines()));
    }

    private static StoreBuilder<?> store(String name) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long wallMs = context.currentSystemTimeMs();
        clock.observe(context.currentStreamTimeMs(), wallMs);
        Contribution contribution = ContributionCodec.decode(record.value());
        RuleSet set = rules.get();
        CorrelationPlan plan = set.correlation(contribution.correlationId());
        if (plan == null) {
            metrics.count(Counter.ORPHANS);
            return;
        }
        if (!Definition.isOf(plan, record.headers())) {
            await(record);
            return;
        }
        boolean past = Definition.isPast(record.headers());
        StoredGroup before = groups.get(record.key(), set);
        boolean goesOn = before != null && before.isOf(plan);
        StepResult result =
                contribute(Definition.listening(plan, past), record.key(), before, contribution);
        if (result != null) {
            Journaled journaled = goesOn ? new Journaled(record.value(), past) : null;
            groups.put(record.key(), plan, before, result, wallMs, journaled);
            emit(set, plan, result, past);
        }
    }

    /**
     * The task that made it can be some milliseconds ahead of this one: the contribution goes back
     * to the topic until its definition is in force here, or is taken to be gone.
     */
    private void await(Record<byte[], byte[]> record) {
        if (Definition.waits(record.headers()) >= Definition.MOST_WAITS) {
            metrics.count(Counter.FOREIGN);
            return;
        }
        metrics.count(Counter.WAITED);
        context.forward(
                new Record<>(
                        record.key(),
                        new Correlated.Returned(record.value()),
                        record.timestamp(),
                        Definition.afterWait(record.headers())));
    }

    /**
     * Steps change a state in place, so that after one that failed nobody knows what it is: the
     * group begins anew, the same after every replay.
     */
    private @Nullable StepResult contribute(
            CorrelationPlan plan,
            byte[] key,
            @Nullable StoredGroup before,
            Contribution contribution) {
        if (before != null && !before.isOf(plan)) {
            metrics.count(Counter.RESETS);
        }
        try {
            return CorrelationStep.contribute(
                    plan, before == null ? null : before.state(), contribution, groups.chunks(key));
        } catch (RuntimeException e) {
            charge(plan, e);
            groups.free(key, before);
            return null;
        }
    }

    private void wake(long wallMs) {
        clock.observe(context.currentStreamTimeMs(), wallMs);
        RuleSet set = rules.get();
        sweep.run(set, settings.budget());
        expectations.run(
                set, settings.budget(), (current, group) -> expect(current, group, wallMs));
        hastenSettled(set, clock.now(wallMs));
        for (byte[] key : groups.takeDue(wallMs, settings.budget())) {
            StoredGroup group = groups.get(key, set);
            if (group != null) {
                wake(set, key, group, wallMs);
            }
        }
    }

    /**
     * Groups with closing frames that have settled by the time of the stream are woken once calm.
     */
    private void hastenSettled(RuleSet set, long streamMs) {
        if (streamMs == Long.MAX_VALUE) {
            return;
        }
        for (byte[] key : groups.takeSettled(streamMs, settings.budget())) {
            StoredGroup group = groups.get(key, set);
            if (group != null && group.wakeAtMs() <= streamMs) {
                groups.hasten(key, group, group.touchedMs() + CALM_MS);
            }
        }
    }

    /** Where nothing ever came, the time of the wall is the time of the stream. */
    private void expect(RuleSet set, Expectations.Expected expected, long wallMs) {
        CorrelationPlan plan = expected.plan();
        StoredGroup before = groups.get(expected.key(), set);
        if (before != null && before.isOf(plan) && before.state().isAlive()) {
            return;
        }
        long nowMs = clock.now(wallMs);
        StepResult result =
                CorrelationStep.expect(
                        plan,
                        before == null ? null : before.state(),
                        expected.group(),
                        nowMs == Long.MAX_VALUE ? wallMs : nowMs,
                        groups.chunks(expected.key()));
        apply(set, plan, expected.key(), before, result, wallMs);
    }

    private void wake(RuleSet set, byte[] key, StoredGroup group, long wallMs) {
        StoredGroup fired = group.withDeadline(Long.MAX_VALUE);
        CorrelationPlan plan = set.correlation(group.correlationId());
        if (plan == null || !group.isOf(plan)) {
            end(set, plan, key, fired);
            return;
        }
        long streamMs = clock.now(wallMs);
        long groupMs = group.state().clockMs() + Math.max(0, wallMs - group.touchedMs());
        long safeMs = Math.min(groupMs, streamMs);
        boolean settled =
                plan.frames() == FrameKind.CLOSING
                        && streamMs != Long.MAX_VALUE
                        && group.wakeAtMs() <= streamMs;
        long calmMs = group.touchedMs() + CALM_MS;
        long nowMs = settled && calmMs <= wallMs ? streamMs : safeMs;
        if (nowMs < group.wakeAtMs()) {
            long againMs = wallMs + (group.wakeAtMs() - safeMs);
            groups.reschedule(key, group, settled ? Math.min(calmMs, againMs) : againMs);
            return;
        }
        StepResult result = step(plan, group, nowMs, safeMs);
        if (result == null) {
            groups.free(key, fired);
        } else {
            apply(set, plan, key, fired, result, group.touchedMs());
        }
    }

    /**
     * Ends a group whose correlation was changed or deleted: its alerts get their final revision.
     * Of a changed one it stays known which revision that was.
     *
     * @param plan the changed correlation, or the deleted one as it was; null if nobody knows it
     */
    private void end(RuleSet set, @Nullable CorrelationPlan plan, byte[] key, StoredGroup group) {
        metrics.count(Counter.RESETS);
        StepResult result = plan == null ? null : step(plan, group, END_OF_TIME, END_OF_TIME);
        if (plan == null || result == null) {
            groups.free(key, group);
            return;
        }
        emit(set, plan, result, false);
        if (set.correlation(plan.id()) == null) {
            groups.free(key, group);
        } else {
            groups.put(key, plan, group, result, group.touchedMs(), null);
        }
    }

    private @Nullable StepResult step(
            CorrelationPlan plan, StoredGroup group, long nowMs, long safeMs) {
        try {
            return CorrelationStep.wake(plan, group.state(), nowMs, safeMs);
        } catch (RuntimeException e) {
            charge(plan, e);
            return null;
        }
    }

    private void apply(
            RuleSet set,
            CorrelationPlan plan,
            byte[] key,
            @Nullable StoredGroup before,
            StepResult result,
            long touchedMs) {
        groups.put(key, plan, before, result, touchedMs, null);
        emit(set, plan, result, false);
    }

    /**
     * @param past whether it comes of reading the past again, and so what it feeds does, too
     */
    private void emit(RuleSet set, CorrelationPlan plan, StepResult result, boolean past) {
        if (result.tooLate()) {
            metrics.tooLate(plan.id());
        }
        result.lost().forEach((loss, times) -> metrics.lost(plan.id(), loss, times));
        for (Signal signal : result.signals()) {
            Alert alert = Alerts.of(plan, signal, set.revision());
            context.forward(
                    new Record<>(
                            alert.id().getBytes(StandardCharsets.UTF_8),
                            new Correlated.Alerted(alert),
                            Math.max(0, alert.lastMs()),
                            new RecordHeaders()));
        }
        for (EpisodeResult episode : result.results()) {
            Contributions.of(set, episode).forEach(outer -> feed(set, outer, past));
        }
    }

    /** The result of an inner correlation goes to the task that has the group of the outer one. */
    private void feed(RuleSet set, Contribution contribution, boolean past) {
        CorrelationPlan outer = set.correlation(contribution.correlationId());
        if (outer != null) {
            metrics.count(Counter.CHAINED);
            context.forward(
                    new Record<>(
                            GroupKey.of(contribution),
                            new Correlated.Returned(ContributionCodec.encode(contribution)),
                            Math.max(0, contribution.timeMs()),
                            Definition.headers(outer, past)));
        }
    }

    /**
     * Logs the first failure, the second, the fourth, and so on: a bad rule fails on every event.
     */
    private void charge(CorrelationPlan plan, RuntimeException e) {
        long failures = metrics.ruleError(plan.id());
        if (Long.bitCount(failures) == 1) {
            LOG.warn(
                    "Expected correlation {} to take a step, but it failed; {} times so far",
                    plan.id(),
                    failures,
                    e);
        }
    }
}
