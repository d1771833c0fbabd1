package dev.tocsin.topology.normalize;

import dev.tocsin.rules.pipeline.PipelineSet;
import dev.tocsin.rules.pipeline.Plugins;
import dev.tocsin.topology.enrich.Enrichment;
import java.util.function.Supplier;

/**
 * What people add to normalization.
 *
 * @param pipelines the pipelines in force, asked for every event
 * @param plugins runs plugins
 * @param enrichment adds to what was read
 */
public record Reading(Supplier<PipelineSet> pipelines, Plugins plugins, Enrichment enrichment) {
    /** Pipelines and plugins alone. */
    public Reading(Supplier<PipelineSet> pipelines, Plugins plugins) {
        this(pipelines, plugins, Enrichment.none());
    }

    /** Nothing: the built-in normalizers alone. */
    public static Reading builtIn() {
        return new Reading(PipelineSet::empty, Plugins.none(), Enrichment.none());
    }
}
