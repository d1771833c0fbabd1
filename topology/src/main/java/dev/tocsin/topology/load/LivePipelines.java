package dev.tocsin.topology.load;

import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.source.Problem;
import java.util.List;
import java.util.function.Supplier;

/** The pipelines in force, swapped whole by one volatile write. Thread-safe. */
public final class LivePipelines implements Supplier<PipelineSet> {
    private volatile PipelineCompilation inForce =
            new PipelineCompilation(PipelineSet.empty(), List.of());

    /** The pipelines in force. */
    @Override
    public PipelineSet get() {
        return inForce.pipelines();
    }

    /** What is wrong with the files as they are published now. */
    public List<Problem> problems() {
        return inForce.problems();
    }

    /** Puts pipelines in force. */
    public void swap(PipelineCompilation compilation) {
        inForce = compilation;
    }
}
