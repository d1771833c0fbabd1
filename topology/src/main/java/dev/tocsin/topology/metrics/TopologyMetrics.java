package dev.tocsin.topology.metrics;

import dev.tocsin.rules.correlate.Loss;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of one process, since its start. Raw records in = events + duplicates + dropped +
 * dead letters. A record that is processed again because its transaction was aborted is counted
 * again, so the law holds per attempt. Thread-safe.
 */
public final class TopologyMetrics {
    /** More rules than this are counted together. */
    public static final int MOST_RULES = 10_000;

    /** More sources than this are measured together. */
    public static final int MOST_SOURCES = 200;

    /** More steps that drop events than this are counted together. */
    public static final int MOST_DROPPERS = 1_000;

    /** More plugins than this are counted together. */
    public static final int MOST_PLUGINS = 200;

    /** What is counted. */
    public enum Counter {
        RAW_RECORDS("raw_records", "Records read from the raw topic"),
        EVENTS("events", "Normalized events written"),
        DUPLICATES("duplicates", "Events dropped because their sender sent them before"),
        DROPPED("dropped", "Events that a step of a pipeline dropped"),
        DEAD_LETTERS("dead_letters", "Records that could not be normalized"),
        EVENTS_WITH_PROBLEMS("events_with_problems", "Events with an entry in tocsin.problems"),
        FUTURE_TIMES("future_times", "Events from the future that took their arrival time"),
        MATCHES("matches", "Matches of a rule and an event"),
        CONTRIBUTIONS("contributions", "Contributions of matched events to correlations"),
        ORPHANS("orphan_contributions", "Contributions to a correlation that no longer exists"),
        CHAINED("chained_contributions", "Contributions of correlations to correlations"),
        WAITED("waited_contributions", "Contributions that waited for their definition"),
        FOREIGN("foreign_contributions", "Contributions of a definition that is gone"),
        WARM_UPS("warm_ups", "Warm starts begun, one per task"),
        REPLAYED("replayed_records", "Raw records read again for a warm start"),
        LATE("late_contributions", "Contributions older than the grace of their group"),
        UNGROUPED("ungrouped_matches", "Matches in no group, as a field of group-by is absent"),
        MOST_GROUPS("events_in_most_groups", "Events in as many groups as are taken of one"),
        MOST_VALUES("events_with_most_values", "Events with as many values as are taken of one"),
        MOST_EVENTS("results_with_most_events", "Results with as many events as the next ones see"),
        FORGOTTEN_SIGHTINGS("forgotten_sightings", "Places forgotten as their group had too many"),
        FIXED_RESULTS("fixed_results", "Results that cannot be taken back as there were too many"),
        UNCOMPARED_RESULTS(
                "uncompared_results", "Results whose events may count twice in a bucket"),
        FORGOTTEN_REVISIONS("forgotten_revisions", "Last revisions forgotten in a full group"),
        FORGOTTEN("forgotten_risk_alerts", "Alerts forgotten because their entity had too many"),
        RESETS("state_resets", "Group states dropped because their correlation changed"),
        ALERTS("alerts", "Alert revisions written"),
        UNREADABLE_GROUPS("unreadable_groups", "Group states dropped because they cannot be read"),
        OVERSIZED_GROUPS("oversized_groups", "Group states dropped because they became too large"),
        GROUP_HITS("group_hits", "Groups found in memory"),
        GROUP_MISSES("group_misses", "Groups looked for in the store"),
        GROUP_EVICTIONS("group_evictions", "Groups that left memory to make place"),
        GROUP_WRITES("group_writes", "Groups written to the store");

        private final String name;
        private final String help;

        Counter(String name, String help) {
            this.name = name;
            this.help = help;
        }
    }

    /** What is now. */
    public enum Gauge {
        LIVE_GROUPS("live_groups", "Groups of correlations that have state"),
        CACHED_GROUPS("cached_groups", "Groups that are in memory"),
        CACHED_BYTES("cached_group_bytes", "Memory that those groups are taken to need");

        private final String name;
        private final String help;

        Gauge(String name, String help) {
            this.name = name;
            this.help = help;
        }
    }

    private final Map<Counter, LongAdder> counters = new ConcurrentHashMap<>();
    private final Map<Gauge, LongAdder> gauges = new ConcurrentHashMap<>();
    private final NamedCounters ruleErrors = new NamedCounters(MOST_RULES);
    private final NamedCounters ruleMatches = new NamedCounters(MOST_RULES);
    private final NamedCounters dropped = new NamedCounters(MOST_DROPPERS);
    private final NamedCounters pluginCalls = new NamedCounters(MOST_PLUGINS);
    private final NamedCounters pluginNanos = new NamedCounters(MOST_PLUGINS);
    private final NamedCounters pluginFailures = new NamedCounters(MOST_PLUGINS);
    private final NamedCounters pluginsOff = new NamedCounters(MOST_PLUGINS);
    private final NamedCounters tooLate = new NamedCounters(MOST_RULES);
    private final NamedCounters losses = new NamedCounters(MOST_RULES);
    private final Named<Lateness> lateness = new Named<>(MOST_SOURCES, Lateness::new);

    public TopologyMetrics() {
        for (Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
        for (Gauge gauge : Gauge.values()) {
            gauges.put(gauge, new LongAdder());
        }
    }

    public void count(Counter counter) {
        adder(counter).increment();
    }

    public void count(Counter counter, long times) {
        adder(counter).add(times);
    }

    public long value(Counter counter) {
        return adder(counter).sum();
    }

    /** Moves a gauge: each task adds its part, and takes it back when it ends. */
    public void add(Gauge gauge, long more) {
        adder(gauge).add(more);
    }

    public long value(Gauge gauge) {
        return adder(gauge).sum();
    }

    /**
     * Charges a failure to the rule that failed.
     *
     * @return how often it has failed
     */
    public long ruleError(String ruleId) {
        return ruleErrors.count(ruleId);
    }

    public void ruleMatched(String ruleId) {
        count(Counter.MATCHES);
        ruleMatches.count(ruleId);
    }

    /** A step of a pipeline dropped an event; which, in words. */
    public void dropped(String by) {
        count(Counter.DROPPED);
        dropped.count(by);
    }

    /** Dropped events by pipeline and step. */
    public Map<String, Long> dropped() {
        return dropped.sums();
    }

    /** A plugin was called, and the stream waited so long. */
    public void pluginCalled(String plugin, long nanos) {
        pluginCalls.count(plugin);
        pluginNanos.add(plugin, nanos);
    }

    /**
     * A call of a plugin threw, or did not end in time.
     *
     * @return how often that was
     */
    public long pluginFailed(String plugin) {
        return pluginFailures.count(plugin);
    }

    /** A plugin was switched off. */
    public void pluginOff(String plugin) {
        pluginsOff.count(plugin);
    }

    /** A contribution was older than the grace of its group. */
    public void tooLate(String correlationId) {
        count(Counter.LATE);
        tooLate.count(correlationId);
    }

    /** A correlation left something out. */
    public void lost(String correlationId, Loss loss, int times) {
        count(counter(loss), times);
        losses.add(correlationId, times);
    }

    private static Counter counter(Loss loss) {
        return switch (loss) {
            case UNGROUPED -> Counter.UNGROUPED;
            case GROUPS -> Counter.MOST_GROUPS;
            case VALUES -> Counter.MOST_VALUES;
            case RESULT_EVENTS -> Counter.MOST_EVENTS;
            case SIGHTINGS -> Counter.FORGOTTEN_SIGHTINGS;
            case HEARD -> Counter.FIXED_RESULTS;
            case COMPARED_EVENTS -> Counter.UNCOMPARED_RESULTS;
            case REVISIONS -> Counter.FORGOTTEN_REVISIONS;
            case RISK_ALERTS -> Counter.FORGOTTEN;
        };
    }

    /** How long after it happened an event arrived. */
    public void arrived(String source, long latenessMs) {
        lateness.of(source).observe(latenessMs);
    }

    /** Failures by rule. */
    public Map<String, Long> ruleErrors() {
        return ruleErrors.sums();
    }

    /** Everything in Prometheus' text format. */
    public String prometheus() {
        PrometheusText text = new PrometheusText();
        for (Counter counter : Counter.values()) {
            text.head(counter.name + "_total", "counter", counter.help);
            text.sample(counter.name + "_total", value(counter));
        }
        for (Gauge gauge : Gauge.values()) {
            text.head(gauge.name, "gauge", gauge.help);
            text.sample(gauge.name, value(gauge));
        }
        text.counters("rule_matches_total", "Matches by rule", "rule", ruleMatches.sums());
        text.counters(
                "pipeline_dropped_total",
                "Dropped events by pipeline and step",
                "step",
                dropped.sums());
        plugins(text);
        text.counters("rule_errors_total", "Failures by rule", "rule", ruleErrors.sums());
        text.counters(
                "correlation_late_contributions_total",
                "Contributions older than the grace of their group, by correlation",
                "rule",
                tooLate.sums());
        text.counters(
                "correlation_losses_total",
                "What was left out at a limit or for want of a group, by correlation",
                "rule",
                losses.sums());
        text.head(
                "event_lateness_seconds",
                "histogram",
                "Time from an event to its arrival, by source");
        lateness.all()
                .forEach(
                        (source, late) ->
                                late.write(text, "event_lateness_seconds", "source", source));
        return text.toString();
    }

    private void plugins(PrometheusText text) {
        text.counters("plugin_calls_total", "Calls by plugin", "plugin", pluginCalls.sums());
        text.counters(
                "plugin_nanoseconds_total",
                "Time that the stream waited for calls, by plugin",
                "plugin",
                pluginNanos.sums());
        text.counters(
                "plugin_failures_total",
                "Calls that threw or did not end in time, by plugin",
                "plugin",
                pluginFailures.sums());
        text.counters(
                "plugins_switched_off_total",
                "Plugins that were switched off until the next start",
                "plugin",
                pluginsOff.sums());
    }

    private LongAdder adder(Counter counter) {
        return counters.computeIfAbsent(counter, _ -> new LongAdder());
    }

    private LongAdder adder(Gauge gauge) {
        return gauges.computeIfAbsent(gauge, _ -> new LongAdder());
    }
}
