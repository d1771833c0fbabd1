package dev.tocsin.rules.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.ProblemTable;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompiler;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of bad pipelines and the problems they give, {@code bad-pipelines.txt}. */
class PipelineProblemTest {
    static List<Arguments> table() {
        return ProblemTable.rows("/bad-pipelines.txt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void aBadPipelineGivesTheProblemsOfTheTable(String name, String text, String problems) {
        List<String> found = compile(text).problems().stream().map(Problem::toString).toList();
        assertThat(String.join("\n", found)).as(name).isEqualTo(problems);
    }

    @Test
    void aBadPipelineDoesNotStopTheOthersOfItsFile() {
        PipelineCompilation compiled =
                compile("name: bad\nsteps: [{x: 1}]\n---\nname: good\nsteps: [{remove: a}]");

        assertThat(compiled.hasErrors()).isTrue();
        assertThat(compiled.pipelines().pipelines())
                .singleElement()
                .satisfies(pipeline -> assertThat(pipeline.name()).isEqualTo("good"));
    }

    private static PipelineCompilation compile(String text) {
        return PipelineCompiler.compile(
                List.of(new RuleFile("test.yml", text)), Placeholders.none());
    }
}
