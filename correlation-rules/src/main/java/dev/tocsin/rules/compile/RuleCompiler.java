package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.RuleFile;
import java.util.List;

/** Compiles rule files into a rule set. Pure: the same files and lists give the same result. */
public final class RuleCompiler {
    private RuleCompiler() {}

    /** Compiles the files together: references may cross files. */
    public static Compilation compile(List<RuleFile> files, Placeholders lists) {
        return new Compilation(RuleSet.empty(), List.of());
    }
}
