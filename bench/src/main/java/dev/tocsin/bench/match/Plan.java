package dev.tocsin.bench.match;

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
 * @param firstNanos how long the compiler took the first time in this process
 * @param againNanos how long it took the third time, as it does when rules change
 * @param bytes by how much the used heap grew
 */
record Plan(RuleSet rules, long firstNanos, long againNanos, long bytes) {
    /** Compiles files, with further copies of every rule. */
    static Plan compile(List<RuleFile> files, int variants) throws IOException {
        List<RuleFile> all = variants == 0 ? files : Variants.of(files, variants);
        long start = System.nanoTime();
        compile(all);
        long first = System.nanoTime() - start;
        compile(all);
        long before = usedHeap();
        start = System.nanoTime();
        RuleSet rules = compile(all);
        long again = System.nanoTime() - start;
        if (rules.rules().isEmpty()) {
            throw new IOException(
                    "Expected a rule that compiles, but found none; see ./tocsin rules check");
        }
        return new Plan(rules, first, again, usedHeap() - before);
    }

    private static RuleSet compile(List<RuleFile> files) {
        return RuleCompiler.compile(files, Placeholders.none()).rules();
    }

    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
