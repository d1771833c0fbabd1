package dev.tocsin.rules.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RiskPlan;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.run.RuleTest.Sent;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The cases in {@code conformance/} whose alerts are compared as those of a rule's test: those with
 * events and alerts.
 */
class TimedConformanceTest {
    @TestFactory
    Stream<DynamicTest> engineConforms() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("conformance"))) {
            for (Path file : files.filter(of -> of.toString().endsWith(".yml")).sorted().toList()) {
                String name = file.getFileName().toString();
                JsonNode root = YamlTree.read(new RuleFile(name, Files.readString(file)));
                for (JsonNode one : root.path("cases")) {
                    if (one.has("alerts") && one.has("events")) {
                        String title = name + ": " + one.path("name").asText();
                        tests.add(DynamicTest.dynamicTest(title, () -> run(one)));
                    }
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static void run(JsonNode one) {
        RuleSet rules =
                RuleCompiler.compile(
                                List.of(new RuleFile("case.yml", one.path("rules").asText())),
                                _ -> null)
                        .rules();
        Set<String> ids = new HashSet<>();
        rules.rules().stream().map(RulePlan::id).forEach(ids::add);
        rules.correlations().stream().map(CorrelationPlan::id).forEach(ids::add);
        rules.risks().stream().map(RiskPlan::id).forEach(ids::add);
        List<Sent> events = new ArrayList<>();
        for (JsonNode event : one.path("events")) {
            Instant at = Instant.parse(event.path("at").asText());
            String id = event.has("id") ? event.path("id").asText() : null;
            events.add(new Sent(at, event.path("event"), id, false));
        }
        List<JsonNode> alerts = new ArrayList<>();
        for (JsonNode alert : one.path("alerts")) {
            assertThat(ExpectedAlert.KEYS).containsAll(names(alert));
            alerts.add(alert);
        }
        RuleTest test = new RuleTest(one.path("name").asText(), events, alerts);

        assertThat(new TestRun(rules, ids, TimedConformanceTest::asItIs).difference(test))
                .isEmpty();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static ObjectNode asItIs(JsonNode event, Instant at, String id) {
        return (ObjectNode) event.deepCopy();
    }
}
