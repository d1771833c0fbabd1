package dev.tocsin.bench.oracle;

import java.util.List;

/**
 * What the judge says of a trial.
 *
 * @param correlations how many there were
 * @param alerts how many there must be in the end
 * @param crashes of tasks
 * @param problems what is wrong
 * @param setting the rules and events
 */
public record Verdict(
        long seed,
        int correlations,
        int alerts,
        int crashes,
        List<String> problems,
        String setting) {
    public Verdict {
        problems = List.copyOf(problems);
    }

    /** Whether all is as the oracle says. */
    public boolean holds() {
        return problems.isEmpty();
    }

    /** What is wrong, and how to see it again. */
    public String report() {
        return "seed %d: %s%nrepeat it with ./tocsin bench oracle --seed %d --trials 1"
                .formatted(seed, String.join(System.lineSeparator() + "  ", problems), seed);
    }
}
