package dev.tocsin.rules.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The rules that we ship compile, and each has its tests. The tests themselves run where the
 * normalizer is, in the topology.
 */
class ShippedRulesTest {
    private static final Path RULES = Path.of("rules");

    @Test
    void compileWithoutAnyProblem() throws IOException {
        Compilation compilation =
                RuleCompiler.compile(RuleDirectory.read(RULES), Placeholders.none());

        assertThat(compilation.problems()).isEmpty();
        assertThat(RuleDirectory.read(RULES)).hasSize(12);
    }

    @Test
    void haveAFiringAndASilentTestEach() throws IOException {
        TestReport report =
                RuleTester.test(
                        RULES, Placeholders.none(), (_, _, id) -> Json.object().put("id", id));

        assertThat(report.untested()).isEmpty();
        assertThat(report.results())
                .noneMatch(result -> result.name().equals("(reading the file)"));
    }
}
