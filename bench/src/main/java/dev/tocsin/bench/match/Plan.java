package dev.tocsin.bench.match;

import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;

/**
 * A compiled rule set, and what it cost.
 *
 * @param compileNanos how long the compiler took, the first time in this process
 * @param bytes by how much the used heap grew
 */
record Plan(RuleSet rules, long compileNanos, long bytes) {
    /** Compiles files, with further copies of every rule. */
    static Plan compile(List<RuleFile> files, int variants) throws IOException {
        List<RuleFile> all = variants == 0 ? files : Variants.of(files, variants);
        long before = usedHeap();
        long start = System.nanoTime();
        Compilation compilation = RuleCompiler.compile(all, Placeholders.none());
        long nanos = System.nanoTime() - start;
        RuleSet rules = compilation.rules();
        if (rules.rules().isEmpty()) {
            throw new IOException(
                    "Expected a rule that compiles, but found none; see ./tocsin rules check");
        }
        return new Plan(rules, nanos, usedHeap() - before);
    }

    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
