package dev.tocsin.topology.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of one process, since its start. Raw records in = events + duplicates + dead
 * letters. A record that is processed again because its transaction was aborted is counted again,
 * so the law holds per attempt. Thread-safe.
 */
public final class TopologyMetrics {
    /** More rules than this are counted together, as {@value #OTHERS}. */
    public static final int MOST_RULES = 10_000;

    private static final String OTHERS = "(others)";

    /** What is counted. */
    public enum Counter {
        RAW_RECORDS("raw_records", "Records read from the raw topic"),
        EVENTS("events", "Normalized events written"),
        DUPLICATES("duplicates", "Events dropped because their sender sent them before"),
        DEAD_LETTERS("dead_letters", "Records that could not be normalized"),
        EVENTS_WITH_PROBLEMS("events_with_problems", "Events with an entry in tocsin.problems"),
        MATCHES("matches", "Matches of a rule and an event"),
        CONTRIBUTIONS("contributions", "Contributions of matched events to correlations"),
        ORPHANS("orphan_contributions", "Contributions to a correlation that no longer exists"),
        LATE("late_contributions", "Contributions older than the grace of their group"),
        RESETS("state_resets", "Group states dropped because their correlation changed"),
        ALERTS("alerts", "Alert revisions written"),
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
    private final Map<String, LongAdder> ruleErrors = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> ruleMatches = new ConcurrentHashMap<>();

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
        LongAdder errors = of(ruleErrors, ruleId);
        errors.increment();
        return errors.sum();
    }

    public void ruleMatched(String ruleId) {
        count(Counter.MATCHES);
        of(ruleMatches, ruleId).increment();
    }

    /** Failures by rule. */
    public Map<String, Long> ruleErrors() {
        return sums(ruleErrors);
    }

    /** Everything in Prometheus' text format. */
    public String prometheus() {
        StringBuilder text = new StringBuilder();
        for (Counter counter : Counter.values()) {
            head(text, counter.name, counter.help);
            text.append("tocsin_topology_").append(counter.name).append("_total ");
            text.append(value(counter)).append('\n');
        }
        for (Gauge gauge : Gauge.values()) {
            text.append("# HELP tocsin_topology_%s %s.\n".formatted(gauge.name, gauge.help));
            text.append("# TYPE tocsin_topology_%s gauge\n".formatted(gauge.name));
            text.append("tocsin_topology_%s %d\n".formatted(gauge.name, value(gauge)));
        }
        byRule(text, "rule_matches", "Matches by rule", ruleMatches);
        byRule(text, "rule_errors", "Failures by rule", ruleErrors);
        return text.toString();
    }

    private LongAdder adder(Counter counter) {
        return counters.computeIfAbsent(counter, _ -> new LongAdder());
    }

    private LongAdder adder(Gauge gauge) {
        return gauges.computeIfAbsent(gauge, _ -> new LongAdder());
    }

    private static LongAdder of(Map<String, LongAdder> byRule, String ruleId) {
        LongAdder known = byRule.get(ruleId);
        if (known != null) {
            return known;
        }
        String name = byRule.size() < MOST_RULES ? ruleId : OTHERS;
        return byRule.computeIfAbsent(name, _ -> new LongAdder());
    }

    private static Map<String, Long> sums(Map<String, LongAdder> byRule) {
        Map<String, Long> sums = new TreeMap<>();
        byRule.forEach((rule, adder) -> sums.put(rule, adder.sum()));
        return sums;
    }

    private static void byRule(
            StringBuilder text, String name, String help, Map<String, LongAdder> byRule) {
        head(text, name, help);
        sums(byRule)
                .forEach(
                        (rule, sum) ->
                                text.append(
                                        "tocsin_topology_%s_total{rule=\"%s\"} %d\n"
                                                .formatted(name, escaped(rule), sum)));
    }

    private static void head(StringBuilder text, String name, String help) {
        text.append("# HELP tocsin_topology_%s_total %s.\n".formatted(name, help));
        text.append("# TYPE tocsin_topology_%s_total counter\n".formatted(name));
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
