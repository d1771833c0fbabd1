package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of bad rules and the problems they give, {@code bad-rules.txt}. */
class ProblemTableTest {
    static List<Arguments> table() {
        return ProblemTable.rows("/bad-rules.txt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void badRuleGivesTheProblemsOfTheTable(String name, String rule, String problems) {
        assertThat(String.join("\n", Compiled.file(rule).problems())).as(name).isEqualTo(problems);
    }
}
