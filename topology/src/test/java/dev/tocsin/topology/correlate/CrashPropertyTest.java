package dev.tocsin.topology.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.correlate.Contributions;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.run.RuleRunner;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topology.metrics.TopologyMetrics.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Crashes anywhere, caches of any size, commits at any time: the final alerts are the same. */
class CrashPropertyTest {
    private static final int CASES = 40;
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final RuleSet RULES =
            RuleCompiler.compile(List.of(new RuleFile("rules.yml", rules())), Placeholders.none())
                    .rules();

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void finalAlertsAreThoseOfARunWithoutCrash(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Sent> events = events(random);
        CorrelateDriver driver =
                new CorrelateDriver(RULES, START, random.nextInt(3) == 0 ? 1 : 20_000);
        for (Sent sent : events) {
            Contributions.of(RULES, sent.event, sent.ref, RULES.match(sent.event))
                    .forEach(driver::append);
        }
        while (!driver.caughtUp()) {
            driver.process(1 + random.nextInt(40));
            driver.advance(Duration.ofMillis(random.nextInt(3_000)));
            switch (random.nextInt(4)) {
                case 0 -> driver.crash();
                case 1, 2 -> driver.commit();
                default -> {}
            }
        }
        driver.commit();
        finish(driver, random);
        assertThat(finals(driver.alerts())).isEqualTo(finals(expected(events)));
        assertThat(driver.groups()).as("groups left").isZero();
        assertThat(driver.storedEntries()).as("entries left, the count is one").isEqualTo(1);
        assertThat(driver.deadlines()).as("deadlines left").isZero();
        assertThat(driver.metrics().value(Gauge.CACHED_GROUPS)).isZero();
        assertThat(driver.metrics().value(Gauge.CACHED_BYTES)).isZero();
        assertThat(driver.metrics().value(Gauge.LIVE_GROUPS)).isZero();
    }

    /** The cases say something: alerts come, and revisions are lost in crashes. */
    @Test
    void casesHaveAlerts() {
        int alerts = 0;
        for (long seed : seeds()) {
            alerts += finals(expected(events(new SplittableRandom(seed)))).size();
        }
        assertThat(alerts).isGreaterThan(CASES);
    }

    static long[] seeds() {
        long base = Long.getLong("tocsin.seed", new Random().nextLong(1_000_000));
        long[] seeds = new long[CASES];
        for (int i = 0; i < CASES; i++) {
            seeds[i] = base + i;
        }
        return seeds;
    }

    private static void finish(CorrelateDriver driver, SplittableRandom random) {
        for (int i = 0; i < 40 && driver.groups() > 0; i++) {
            driver.advance(Duration.ofMinutes(10));
            if (random.nextInt(4) == 0) {
                driver.crash();
            } else {
                driver.commit();
            }
        }
        driver.advance(Duration.ofDays(30));
        driver.advance(Duration.ofDays(30));
        driver.commit();
    }

    private static List<Alert> expected(List<Sent> events) {
        RuleRunner runner = new RuleRunner(RULES);
        List<Alert> alerts = new ArrayList<>();
        events.forEach(sent -> alerts.addAll(runner.accept(sent.event, sent.ref)));
        alerts.addAll(runner.finish());
        return alerts;
    }

    /** The last revision of every alert, without its number: how many there were may differ. */
    private static Map<String, String> finals(List<Alert> alerts) {
        Map<String, Alert> latest = new LinkedHashMap<>();
        alerts.forEach(alert -> latest.put(alert.id(), alert));
        Map<String, String> finals = new TreeMap<>();
        latest.forEach((id, alert) -> finals.put(id, text(alert)));
        return finals;
    }

    private static String text(Alert alert) {
        return String.join(
                " ",
                alert.rule().id(),
                alert.state().name(),
                alert.group().toString(),
                Long.toString(alert.firstMs() - START),
                Long.toString(alert.lastMs() - START),
                Long.toString(alert.count()),
                Double.toString(alert.maxValue()),
                String.valueOf(alert.supersededBy()),
                alert.evidence().stream().map(EventRef::id).toList().toString());
    }

    /** Bursts of a few users and addresses, with a disorder within the grace. */
    private static List<Sent> events(SplittableRandom random) {
        List<Sent> events = new ArrayList<>();
        long atMs = START;
        int size = 50 + random.nextInt(250);
        for (int i = 0; i < size; i++) {
            atMs += random.nextInt(random.nextInt(10) == 0 ? 120_000 : 4_000);
            long timeMs = atMs - (random.nextInt(4) == 0 ? random.nextInt(200_000) : 0);
            ObjectNode event =
                    Json.object()
                            .put("kind", random.nextBoolean() ? "fail" : "success")
                            .put("user", "user" + random.nextInt(4))
                            .put("address", "10.0.0." + random.nextInt(6));
            events.add(new Sent(event, new EventRef("e" + i, timeMs, "raw", 0, i)));
        }
        return events;
    }

    private record Sent(ObjectNode event, EventRef ref) {}

    private static String rules() {
        return """
               title: Failure
               name: failure
               logsource: {product: any}
               detection: {selection: {kind: fail}, condition: selection}
               level: low
               tocsin: {suppress: {for: 1m, by: [user]}}
               ---
               title: Success
               name: success
               logsource: {product: any}
               detection: {selection: {kind: success}, condition: selection}
               level: low
               ---
               title: Many failures
               name: many-failures
               correlation:
                 type: event_count
                 rules: [failure]
                 group-by: [user]
                 timespan: 1m
                 condition: {gte: 5}
                 generate: true
               level: low
               ---
               title: Many addresses
               name: many-addresses
               correlation:
                 type: value_count
                 rules: [failure, success]
                 group-by: [user]
                 timespan: 2m
                 condition: {field: address, gte: 5}
               level: low
               ---
               title: Failure and success
               name: both
               correlation:
                 type: temporal_ordered
                 rules: [failure, success]
                 group-by: [user, address]
                 timespan: 10s
               level: low
               """;
    }
}
