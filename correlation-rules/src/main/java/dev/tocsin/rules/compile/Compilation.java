package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.Problem;
import java.util.List;

/**
 * What came of compiling: everything valid, and every problem. One bad document never stops the
 * others.
 *
 * @param rules the rule set of the valid documents
 * @param problems errors and warnings, by file, line and column
 */
public record Compilation(RuleSet rules, List<Problem> problems) {
    public Compilation {
        problems = List.copyOf(problems);
    }

    public boolean hasErrors() {
        for (Problem problem : problems) {
            if (problem.isError()) {
                return true;
            }
        }
        return false;
    }
}
