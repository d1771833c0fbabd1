package dev.tocsin.topology.load;

import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.Problem;
import java.util.List;
import java.util.function.Supplier;

/** The rule set in force, swapped whole by one volatile write. Thread-safe. */
public final class LiveRules implements Supplier<RuleSet> {
    private volatile Compilation inForce = new Compilation(RuleSet.empty(), List.of());

    /** The rule set in force. */
    @Override
    public RuleSet get() {
        return inForce.rules();
    }

    /** What is wrong with the files as they are published now. */
    public List<Problem> problems() {
        return inForce.problems();
    }

    /** Puts a rule set in force. */
    public void swap(Compilation compilation) {
        inForce = compilation;
    }
}
