package dev.tocsin.topology.load;

import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompiler;
import dev.tocsin.rules.source.RuleFile;

/** The published versions of every pipeline file. Not thread-safe. */
final class PipelineFiles {
    private final FileVersions<PipelineCompilation> versions =
            new FileVersions<>(PipelineCompilation::problems);

    void put(RuleFile file) {
        versions.put(file);
    }

    void remove(String path) {
        versions.remove(path);
    }

    /** Compiles the best version of every file; the problems are those of the newest versions. */
    PipelineCompilation compile(Placeholders lists) {
        FileVersions.Compiled<PipelineCompilation> compiled =
                versions.compile(files -> PipelineCompiler.compile(files, lists));
        return new PipelineCompilation(compiled.best().pipelines(), compiled.newest().problems());
    }
}
