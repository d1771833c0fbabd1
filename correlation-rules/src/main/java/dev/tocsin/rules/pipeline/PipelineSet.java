package dev.tocsin.rules.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pipelines in force, in the order of their files. Immutable.
 *
 * @param revision a function of the files
 */
public record PipelineSet(List<Pipeline> pipelines, String revision) {
    private static final PipelineSet EMPTY = new PipelineSet(List.of(), "");

    public PipelineSet {
        pipelines = List.copyOf(pipelines);
    }

    /** No pipelines. */
    public static PipelineSet empty() {
        return EMPTY;
    }

    /** The pipeline that reads what was sent: the named one, else the first that applies. */
    public @Nullable Pipeline before(ObjectNode sent, PipelineContext context) {
        Pipeline first = null;
        for (Pipeline pipeline : pipelines) {
            if (pipeline.stage() == Stage.BEFORE) {
                if (pipeline.name().equals(context.hint())) {
                    return pipeline;
                }
                if (first == null && pipeline.appliesTo(sent, context)) {
                    first = pipeline;
                }
            }
        }
        return first;
    }

    /** The pipeline of a name, or null. */
    public @Nullable Pipeline pipeline(String name) {
        for (Pipeline pipeline : pipelines) {
            if (pipeline.name().equals(name)) {
                return pipeline;
            }
        }
        return null;
    }
}
