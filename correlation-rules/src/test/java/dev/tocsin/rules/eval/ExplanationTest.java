package dev.tocsin.rules.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.rules.compile.Compiled;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    @Test
    void namesThePredicatesThatHeld() {
        Compiled rules =
                Compiled.detection(
                        """
                          selection:
                            Image|endswith: ['\\powershell.exe', '\\pwsh.exe']
                            CommandLine|contains|all: [' -enc ', hidden]
                          other: {x: 1}
                          filter: {user: SYSTEM}
                          condition: (selection or other) and not filter
                        """);

        assertThat(
                        rules.match(
                                        "{'Image':'C:\\\\PowerShell.exe','CommandLine':'p -W Hidden"
                                                + " -Enc x'}")
                                .getFirst()
                                .predicates())
                .containsExactly(
                        new MatchedPredicate(
                                "selection",
                                "Image",
                                "endswith",
                                "\\powershell.exe",
                                "C:\\PowerShell.exe"),
                        new MatchedPredicate(
                                "selection",
                                "CommandLine",
                                "contains",
                                " -enc ",
                                "p -W Hidden -Enc x"),
                        new MatchedPredicate(
                                "selection",
                                "CommandLine",
                                "contains",
                                "hidden",
                                "p -W Hidden -Enc x"));
    }

    @Test
    void quotesOnlyTheBeginningOfALongValue() {
        Compiled rules = Compiled.item("a|contains: x");

        String found =
                rules.match("{'a':'" + "x".repeat(2000) + "'}")
                        .getFirst()
                        .predicates()
                        .getFirst()
                        .found();

        assertThat(found).hasSize(Node.MAX_FOUND + 1).endsWith("…");
    }

    @Test
    void namesKeywordsAndAbsence() {
        Compiled rules =
                Compiled.detection("  k: [pwned]\n  n: {user: null}\n  condition: k and n\n");

        assertThat(rules.match("{'m':'you are pwned'}").getFirst().predicates())
                .containsExactly(
                        new MatchedPredicate(
                                "k", "(keywords)", "contains", "pwned", "you are pwned"),
                        new MatchedPredicate("n", "user", "equals", "null", "(absent)"));
    }
}
