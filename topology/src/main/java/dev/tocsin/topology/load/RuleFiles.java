package dev.tocsin.topology.load;

import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.source.RuleFile;

/** The published versions of every rule file. Not thread-safe. */
final class RuleFiles {
    private final FileVersions<Compilation> versions = new FileVersions<>(Compilation::problems);

    void put(RuleFile file) {
        versions.put(file);
    }

    void remove(String path) {
        versions.remove(path);
    }

    /** Compiles the best version of every file; the problems are those of the newest versions. */
    Compilation compile(Placeholders lists) {
        FileVersions.Compiled<Compilation> compiled =
                versions.compile(files -> RuleCompiler.compile(files, lists));
        return new Compilation(compiled.best().rules(), compiled.newest().problems());
    }
}
