package dev.tocsin.topology.warm;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the events of the last timespan again for correlations that are new or were changed, on the
 * task that matched them the first time: those before the first record that it matched with the new
 * rule set, and none of the others, so that no event counts twice or not at all. Progress lies in a
 * store and commits with what was read, so that a crash goes on from there. Not thread-safe.
 */
public final class Warming implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Warming.class);

    private static final long NOWHERE = -1;

    private final WarmUps warmUps;
    private final NavigableMap<Integer, WarmUp> pending;
    private final Supplier<History> source;
    private final int partition;
    private final TopologyMetrics metrics;
    private @Nullable History history;
    private @Nullable RuleSet known;
    private long nextOffset = NOWHERE;

    /** Takes a raw record again. */
    public interface Replay {
        /** A record of the past, for some correlations, by id. */
        void again(ConsumerRecord<byte[], byte[]> raw, Set<String> correlations);
    }

    /**
     * @param partition of the raw topic, which is that of the task
     */
    public Warming(
            KeyValueStore<Bytes, byte[]> store,
            Supplier<History> source,
            int partition,
            TopologyMetrics metrics) {
        this.warmUps = new WarmUps(store);
        this.pending = warmUps.all();
        this.source = source;
        this.partition = partition;
        this.metrics = metrics;
    }

    /** The store that it needs. */
    public static StoreBuilder<?> store(String name) {
        return WarmUps.store(name);
    }

    /** A write that leaves nothing. */
    public void touch() {
        warmUps.touch();
    }

    /** Must be told of every record before it is matched. */
    public void beforeMatch(RuleSet set, long offset, long streamMs) {
        if (set != known) {
            compare(set, offset, streamMs);
        }
        nextOffset = offset + 1;
    }

    /**
     * Reads on. A broker that does not answer now is asked again the next time.
     *
     * @param budget how many records at most
     */
    public void run(RuleSet set, long streamMs, int budget, Replay replay) {
        try {
            if (set != known) {
                compare(set, nextOffset, streamMs);
            }
            prune(fingerprints(set));
            Map.Entry<Integer, WarmUp> first = pending.firstEntry();
            if (first != null) {
                replace(first.getKey(), readOn(set, first.getValue(), budget, replay));
            }
        } catch (RetriableException e) {
            LOG.warn("Expected to read the past of partition {}, but: {}", partition, e.toString());
        }
        if (pending.isEmpty()) {
            close();
        }
    }

    /** A correlation that is gone, or that changed again, is not warmed any more. */
    private void prune(Map<String, String> inForce) {
        for (Map.Entry<Integer, WarmUp> entry : List.copyOf(pending.entrySet())) {
            replace(entry.getKey(), entry.getValue().only(inForce));
        }
    }

    private void replace(int number, WarmUp after) {
        if (after.isOver()) {
            pending.remove(number);
            warmUps.remove(number);
        } else if (!after.equals(pending.put(number, after))) {
            warmUps.put(number, after);
        }
    }

    private WarmUp readOn(RuleSet set, WarmUp warmUp, int budget, Replay replay) {
        long from =
                warmUp.next() == WarmUp.UNKNOWN
                        ? history().offsetAt(partition, beginMs(set, warmUp))
                        : warmUp.next();
        History.Slice slice = history().read(partition, from, budget);
        for (ConsumerRecord<byte[], byte[]> raw : slice.records()) {
            if (raw.offset() < warmUp.end()) {
                metrics.count(Counter.REPLAYED);
                replay.again(raw, reaching(set, warmUp, raw.timestamp()));
            }
        }
        return warmUp.from(slice.next());
    }

    private static long beginMs(RuleSet set, WarmUp warmUp) {
        long beginMs = warmUp.swapMs();
        for (String id : warmUp.definitions().keySet()) {
            CorrelationPlan plan = set.correlation(id);
            if (plan != null) {
                beginMs = Math.min(beginMs, warmUp.swapMs() - Warmth.reachMs(plan));
            }
        }
        return beginMs;
    }

    /** The correlations whose timespan goes back so far. */
    private static Set<String> reaching(RuleSet set, WarmUp warmUp, long arrivalMs) {
        Map<String, String> reaching = new LinkedHashMap<>(warmUp.definitions());
        reaching.keySet()
                .removeIf(
                        id -> {
                            CorrelationPlan plan = set.correlation(id);
                            return plan == null
                                    || arrivalMs < warmUp.swapMs() - Warmth.reachMs(plan);
                        });
        return reaching.keySet();
    }

    /**
     * Notes what is new. Where nothing was known, nothing is: the topology runs for the first time.
     */
    private void compare(RuleSet set, long offset, long streamMs) {
        Map<String, String> before = warmUps.known();
        Map<String, String> now = fingerprints(set);
        if (before != null && !before.equals(now)) {
            Map<String, String> fresh = new LinkedHashMap<>();
            for (CorrelationPlan plan : set.correlations()) {
                if (Warmth.isWarm(plan) && !plan.fingerprint().equals(before.get(plan.id()))) {
                    fresh.put(plan.id(), plan.fingerprint());
                }
            }
            if (!fresh.isEmpty()) {
                begin(fresh, offset, streamMs);
            }
        }
        if (!now.equals(before)) {
            warmUps.know(now);
        }
        known = set;
    }

    private void begin(Map<String, String> fresh, long offset, long streamMs) {
        long end = offset == NOWHERE ? history().committed(partition) : offset;
        int number = pending.isEmpty() ? 0 : pending.lastKey() + 1;
        WarmUp warmUp = new WarmUp(streamMs, WarmUp.UNKNOWN, end, fresh);
        pending.put(number, warmUp);
        warmUps.put(number, warmUp);
        metrics.count(Counter.WARM_UPS);
    }

    private static Map<String, String> fingerprints(RuleSet set) {
        Map<String, String> fingerprints = new LinkedHashMap<>();
        set.correlations().forEach(plan -> fingerprints.put(plan.id(), plan.fingerprint()));
        return fingerprints;
    }

    private History history() {
        if (history == null) {
            history = source.get();
        }
        return history;
    }

    @Override
    public void close() {
        if (history != null) {
            history.close();
            history = null;
        }
    }
}
