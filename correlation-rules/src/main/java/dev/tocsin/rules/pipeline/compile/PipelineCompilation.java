package dev.tocsin.rules.pipeline.compile;

import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.source.Problem;
import java.util.List;

/**
 * What came of compiling: everything valid, and every problem. One bad document never stops the
 * others.
 *
 * @param pipelines the set of the valid documents
 * @param problems errors and warnings, by file, line and column
 */
public record PipelineCompilation(PipelineSet pipelines, List<Problem> problems) {
    public PipelineCompilation {
        problems = List.copyOf(problems);
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
