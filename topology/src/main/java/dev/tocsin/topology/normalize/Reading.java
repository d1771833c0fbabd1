package dev.tocsin.topology.normalize;

import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.pipeline.Plugins;
import java.util.function.Supplier;

/**
 * What people add to normalization.
 *
 * @param pipelines the pipelines in force, asked for every event
 * @param plugins runs plugins
 */
public record Reading(Supplier<PipelineSet> pipelines, Plugins plugins) {
    /** Nothing: the built-in normalizers alone. */
    public static Reading builtIn() {
        return new Reading(PipelineSet::empty, Plugins.none());
    }
}
