package dev.tocsin.bench.correlate;

import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.util.List;

/** The rules of a case: three plain ones, by the action of an event, and one correlation. */
final class BenchRules {
    /** Actions of events; each is what one rule looks for. */
    static final List<String> ACTIONS = List.of("a", "b", "c");

    private static final String EVENT_COUNT =
            """
            title: Many of one user
            name: measured
            correlation:
                type: event_count
                rules: a
                group-by: user.name
                timespan: 10m
                condition: {gte: 20}
            """;

    private static final String VALUE_COUNT =
            """
            title: Many ports from one user
            name: measured
            correlation:
                type: value_count
                rules: a
                group-by: user.name
                timespan: 10m
                condition: {field: destination.port, gte: 2000}
            """;

    private static final String TEMPORAL_ORDERED =
            """
            title: Three steps of one user
            name: measured
            correlation:
                type: temporal_ordered
                rules: [a, b, c]
                group-by: user.name
                timespan: 10m
            """;

    private static final String GROUPS =
            """
            title: Twice by one user
            name: measured
            correlation:
                type: event_count
                rules: a
                group-by: user.name
                timespan: 1h
                condition: {gte: 2}
            """;

    private final RuleFile file;
    private final RuleSet rules;
    private final CorrelationPlan plan;

    private BenchRules(RuleFile file, RuleSet rules, CorrelationPlan plan) {
        this.file = file;
        this.rules = rules;
        this.plan = plan;
    }

    /**
     * Compiles the rules of a case.
     *
     * @throws IOException when they do not compile
     */
    static BenchRules of(CorrelateCase measured) throws IOException {
        StringBuilder text = new StringBuilder();
        ACTIONS.forEach(action -> text.append(plain(action)));
        text.append(correlation(measured));
        RuleFile file = new RuleFile("bench.yml", text.toString());
        Compilation compilation = RuleCompiler.compile(List.of(file), Placeholders.none());
        if (compilation.rules().correlations().isEmpty()) {
            throw new IOException(
                    "Expected the rules of " + measured + " to compile: " + compilation.problems());
        }
        return new BenchRules(
                file, compilation.rules(), compilation.rules().correlations().iterator().next());
    }

    private static String plain(String action) {
        return """
        title: Action %1$s
        name: %1$s
        logsource: {product: bench}
        detection:
            selection: {event.action: %1$s}
            condition: selection
        ---
        """
                .formatted(action);
    }

    private static String correlation(CorrelateCase measured) {
        return switch (measured) {
            case EVENT_COUNT, TOPOLOGY -> EVENT_COUNT;
            case VALUE_COUNT -> VALUE_COUNT;
            case TEMPORAL_ORDERED -> TEMPORAL_ORDERED;
            case GROUPS, RESTART -> GROUPS;
        };
    }

    RuleFile file() {
        return file;
    }

    RuleSet rules() {
        return rules;
    }

    CorrelationPlan plan() {
        return plan;
    }
}
