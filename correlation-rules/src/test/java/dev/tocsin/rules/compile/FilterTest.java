package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilterTest {
    private static final String RULES =
            """
            title: One
            name: one
            logsource: {product: windows, category: process_creation}
            detection:
              selection_a: {CommandLine|contains: evil}
              condition: 1 of selection*
            ---
            title: Two
            name: two
            logsource: {product: linux}
            detection:
              selection: {CommandLine|contains: evil}
              condition: selection
            ---
            """;

    @Test
    void filterForAnyRuleAppliesWhereItsLogSourceContainsTheRules() {
        Compiled rules =
                Compiled.file(
                                RULES
                                        + """
                                        title: Not the scanner
                                        logsource: {product: windows}
                                        filter:
                                          rules: any
                                          selection_b: {User: scanner}
                                          condition: not selection_b
                                        """)
                        .sound();

        assertThat(rules.matching("{'CommandLine':'evil','User':'scanner'}"))
                .containsExactly("two");
        assertThat(rules.matching("{'CommandLine':'evil','User':'alice'}"))
                .containsExactly("one", "two");
        assertThat(rules.matching("{'CommandLine':'good','User':'alice'}")).isEmpty();
    }

    @Test
    void filterForNamedRulesAppliesToThemAlone() {
        Compiled rules =
                Compiled.file(
                                RULES
                                        + """
                                        title: Not the scanner
                                        logsource: {product: linux}
                                        filter:
                                          rules: [two]
                                          selection: {User: scanner}
                                          condition: not selection
                                        """)
                        .sound();

        assertThat(rules.matching("{'CommandLine':'evil','User':'scanner'}"))
                .containsExactly("one");
    }

    @Test
    void brokenFilterLeavesItsRulesAsTheyAre() {
        Compiled rules =
                Compiled.file(
                        RULES
                                + """
                                title: Broken
                                logsource: {product: linux}
                                filter:
                                  rules: [two, three]
                                  selection: {User: scanner}
                                  condition: not selection
                                """);

        assertThat(rules.problems())
                .containsExactly(
                        "test.yml:18:16: error: Expected the id or name of a rule, but found"
                                + " 'three' (use one of one, two)");
        assertThat(rules.rules().match(Compiled.json("{'CommandLine':'evil','User':'scanner'}")))
                .hasSize(2);
    }

    @Test
    void filterWithoutNotIsWarnedAbout() {
        Compiled rules =
                Compiled.file(
                        RULES
                                + """
                                title: Odd
                                logsource: {product: linux}
                                filter:
                                  selection: {User: alice}
                                  condition: selection
                                """);

        assertThat(rules.problems())
                .containsExactly(
                        "test.yml:19:14: warning: Expected 'not' in the condition of a filter, but"
                                + " found none: it lets only these events pass (write 'not"
                                + " selection' to leave them out)");
    }
}
