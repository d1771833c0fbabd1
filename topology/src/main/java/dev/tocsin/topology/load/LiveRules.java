package dev.tocsin.topology.load;

import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.topology.enrich.EntityLists;
import java.util.List;
import java.util.function.Supplier;

/** The rule set in force, swapped whole by one volatile write. Thread-safe. */
public final class LiveRules implements Supplier<RuleSet> {
    private volatile EntityLists lists = EntityLists.none();
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

    /** What the lists in force say of entities. */
    public EntityLists lists() {
        return lists;
    }

    /** Puts lists in force. */
    public void swap(EntityLists newest) {
        lists = newest;
    }

    /** Puts a rule set in force. */
    public void swap(Compilation compilation) {
        inForce = compilation;
    }
}
