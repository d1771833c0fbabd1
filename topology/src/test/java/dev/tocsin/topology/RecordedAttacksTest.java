package dev.tocsin.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.run.RuleRunner;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topology.RecordedAttacks.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings of real attacks that are not ours, in several orders of arrival, with the rules that
 * we ship and a correlation of every kind that such events can fire: the final alerts are the same.
 * Runs only with {@code -Dtocsin.recordings=DIR}; {@code -Dtocsin.seed=N} for another order of
 * chance.
 */
class RecordedAttacksTest {
    private static final Path SHIPPED = Path.of("../correlation-rules/rules");
    private static final RuleFile OF_EVERY_KIND = resource("recorded-attacks.yml");

    /** Nobody was heard after the end: only who knows that time went on can tell. */
    private static final String SILENT = "silent ";

    @TempDir private Path directory;

    @Test
    void theFinalAlertsAreTheSameInEveryOrderOfArrival() throws IOException {
        RecordedAttacks recorded = RecordedAttacks.read(recordings());
        RuleSet rules = rules();
        Run arrived = topology("as they arrived", rules, recorded.asTheyArrived());
        assertThat(arrived.rules()).containsAll(ownCorrelations());
        Run happened = topology("as they happened", rules, recorded.asTheyHappened());
        assertThat(happened.alerts()).isEqualTo(arrived.alerts());

        Map<String, JsonNode> events = arrived.eventsById();
        Run runner = engine("as they arrived", rules, events, recorded.asTheyArrived());
        assertThat(withoutSilence(runner.alerts())).isEqualTo(withoutSilence(arrived.alerts()));
        for (List<Recorded> order :
                List.of(
                        recorded.asTheyHappened(),
                        recorded.backwards(),
                        recorded.shuffled(Long.getLong("tocsin.seed", 1)))) {
            assertThat(engine("in another order", rules, events, order).alerts())
                    .isEqualTo(runner.alerts());
        }
    }

    private static Path recordings() {
        String set = System.getProperty("tocsin.recordings", "");
        assumeTrue(!set.isEmpty(), "Expected -Dtocsin.recordings=DIR, but it is not set: skipped");
        return Path.of(set);
    }

    private static RuleSet rules() throws IOException {
        List<RuleFile> files = new ArrayList<>(RuleDirectory.read(SHIPPED));
        files.add(OF_EVERY_KIND);
        return compiled(files);
    }

    private static Set<String> ownCorrelations() throws IOException {
        return compiled(List.of(OF_EVERY_KIND)).correlations().stream()
                .map(CorrelationPlan::id)
                .collect(Collectors.toSet());
    }

    private static RuleSet compiled(List<RuleFile> files) throws IOException {
        Compilation compiled = RuleCompiler.compile(files, RuleDirectory.lists(SHIPPED)::get);
        assertThat(compiled.hasErrors()).as("%s", compiled.problems()).isFalse();
        return compiled.rules();
    }

    private static RuleFile resource(String name) {
        try {
            return new RuleFile(name, Files.readString(Path.of("src/test/resources", name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The whole way, from what nxlog sent to the alerts topic. */
    private Run topology(String name, RuleSet rules, List<Recorded> order) throws IOException {
        try (SiemDriver siem = new SiemDriver(Files.createTempDirectory(directory, "state"))) {
            siem.rules(rules);
            for (Recorded recorded : order) {
                siem.send(recorded.event(), recorded.key()).advance(Duration.ofMillis(20));
                siem.changelog(); // kept until somebody reads it: here it would fill the memory
            }
            for (int i = 0; i < 100; i++) {
                siem.advance(Duration.ofMinutes(10));
            }
            return new Run(List.copyOf(siem.events()), siem.revisions()).told("topology, " + name);
        }
    }

    /** What the rules say of events that are normalized already. */
    private static Run engine(
            String name, RuleSet rules, Map<String, JsonNode> events, List<Recorded> order) {
        RuleRunner runner = new RuleRunner(rules);
        List<Alert> alerts = new ArrayList<>();
        for (Recorded recorded : order) {
            JsonNode event = Objects.requireNonNull(events.get(recorded.key()), recorded.key());
            Instant time = Instant.parse(event.path("@timestamp").textValue());
            EventRef ref = new EventRef(recorded.key(), time.toEpochMilli(), "raw", 0, 0);
            alerts.addAll(runner.accept(event, ref));
        }
        alerts.addAll(runner.finish());
        return new Run(List.copyOf(events.values()), alerts).told("engine, " + name);
    }

    private static SortedSet<String> withoutSilence(SortedSet<String> alerts) {
        SortedSet<String> others = new TreeSet<>(alerts);
        others.removeIf(alert -> alert.startsWith(SILENT));
        return others;
    }

    private record Run(List<JsonNode> events, List<Alert> revisions) {
        SortedSet<String> alerts() {
            return FinalAlerts.of(revisions);
        }

        Set<String> rules() {
            return revisions.stream().map(alert -> alert.rule().id()).collect(Collectors.toSet());
        }

        Map<String, JsonNode> eventsById() {
            Map<String, JsonNode> byId = new HashMap<>();
            events.forEach(event -> byId.put(String.valueOf(Json.text(event, "event.id")), event));
            return byId;
        }

        Run told(String how) {
            System.out.printf(
                    "RecordedAttacksTest: %s: %d events, %d revisions of %d final alerts%n",
                    how, events.size(), revisions.size(), alerts().size());
            return this;
        }
    }
}
