package dev.tocsin.rules.pipeline.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.pipeline.Pipeline;
import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompiler;
import dev.tocsin.rules.run.TestReport;
import dev.tocsin.rules.run.TestReport.Result;
import dev.tocsin.rules.source.RuleFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests that stand beside pipelines, {@code <name>.test.yml}, through the normalization
 * that it is given, with all pipelines of the directory in force.
 */
public final class PipelineTester {
    /** Normalizes an event as the live system does. */
    @FunctionalInterface
    public interface Normalization {
        /** What became of an event, with these pipelines in force. */
        Normalized normalize(PipelineSet pipelines, PipelineTest.Given given);
    }

    /**
     * What became of an event.
     *
     * @param droppedBy the pipeline and the step that dropped it; null: none did
     */
    public record Normalized(ObjectNode event, @Nullable String droppedBy) {}

    private final PipelineSet pipelines;
    private final Normalization normalization;
    private final List<Result> results = new ArrayList<>();
    private final Set<String> ran = new HashSet<>();

    private PipelineTester(PipelineSet pipelines, Normalization normalization) {
        this.pipelines = pipelines;
        this.normalization = normalization;
    }

    /**
     * Compiles pipelines and runs their tests.
     *
     * @param lists what lists and placeholders stand for
     */
    public static TestReport test(
            List<RuleFile> files,
            List<RuleFile> tests,
            Placeholders lists,
            Normalization normalization) {
        PipelineCompilation compiled = PipelineCompiler.compile(files, lists);
        PipelineTester tester = new PipelineTester(compiled.pipelines(), normalization);
        tests.forEach(tester::run);
        return new TestReport(compiled.problems(), tester.results, tester.untested());
    }

    private void run(RuleFile file) {
        try {
            for (PipelineTest test : PipelineTest.read(file)) {
                results.add(new Result(file.path(), test.name(), difference(test), Duration.ZERO));
            }
        } catch (IllegalArgumentException e) {
            results.add(
                    new Result(
                            file.path(), "(reading the file)", "" + e.getMessage(), Duration.ZERO));
        }
    }

    private String difference(PipelineTest test) {
        Normalized got = normalization.normalize(pipelines, test.given());
        JsonNode names = Json.at(got.event(), "tocsin.pipeline");
        if (names != null) {
            names.forEach(name -> ran.add(name.asText()));
        }
        if (got.droppedBy() != null) {
            ran.add(got.droppedBy().replaceFirst(":.*", ""));
        }
        return String.join("\n", test.expected().differences(got));
    }

    private List<String> untested() {
        List<String> untested = new ArrayList<>();
        for (Pipeline pipeline : pipelines.pipelines()) {
            if (!ran.contains(pipeline.name())) {
                untested.add(
                        "Expected a test in which the pipeline %s runs, but found none"
                                .formatted(pipeline.name()));
            }
        }
        return untested;
    }
}
