package dev.tocsin.rules.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Risk;
import dev.tocsin.rules.plan.RiskPlan;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.plan.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The rules that we ship compile, and each has its tests. The tests themselves run where the
 * normalizer is, in the topology.
 */
class ShippedRulesTest {
    private static final Path RULES = Path.of("rules");

    @Test
    void compileWithoutAnyProblem() throws IOException {
        assertThat(shipped().problems()).isEmpty();
    }

    private static Compilation shipped() throws IOException {
        return RuleCompiler.compile(RuleDirectory.read(RULES), RuleDirectory.lists(RULES)::get);
    }

    @Test
    void theReadmeNamesWhatAlertsAndItsLevel() throws IOException {
        RuleSet rules = shipped().rules();
        Map<String, String> levels = new TreeMap<>();
        for (RulePlan rule : rules.rules()) {
            if (rule.alerts()) {
                levels.put(rule.id(), rule.alertRule().level().text());
            }
        }
        for (CorrelationPlan correlation : rules.correlations()) {
            levels.put(correlation.id(), correlation.alertRule().level().text());
        }
        for (RiskPlan risk : rules.risks()) {
            levels.put(risk.id(), risk.alertRule().level().text());
        }

        assertThat(levelsOfReadme()).isEqualTo(levels).hasSizeGreaterThan(60);
    }

    private static Map<String, String> levelsOfReadme() throws IOException {
        Map<String, String> levels = new TreeMap<>();
        for (String line : Files.readAllLines(RULES.resolve("README.md"))) {
            String[] cells = line.split(" \\| ", -1);
            if (cells.length == 6 && cells[1].startsWith("`")) {
                levels.put(cells[1].replace("`", ""), cells[4]);
            }
        }
        return levels;
    }

    @Test
    void theReadmeSaysWhatEachAlertAddsToRisk() throws IOException {
        RuleSet rules = shipped().rules();
        Map<String, String> adds = new TreeMap<>();
        for (RiskPlan plan : rules.risks()) {
            plan.scores().forEach((rule, risk) -> adds.put(rule, row(rule, risk)));
        }

        assertThat(adds).hasSizeGreaterThan(1);
        assertThat(Files.readAllLines(RULES.resolve("README.md")))
                .filteredOn(line -> line.matches("\\| `[^|]*\\| [0-9.]+ \\|.*"))
                .containsExactlyElementsOf(adds.values());
    }

    private static String row(String rule, Risk risk) {
        return "| `%s` | %s | %s |"
                .formatted(
                        rule, Threshold.number(risk.score()), String.join(", ", risk.entities()));
    }

    @Test
    void haveAFiringAndASilentTestEach() throws IOException {
        TestReport report =
                RuleTester.test(
                        RULES,
                        RuleDirectory.lists(RULES)::get,
                        (_, _, id) -> Json.object().put("id", id));

        assertThat(report.untested()).isEmpty();
        assertThat(report.results())
                .noneMatch(result -> result.name().equals("(reading the file)"));
    }
}
