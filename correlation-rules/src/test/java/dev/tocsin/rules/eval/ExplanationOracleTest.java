package dev.tocsin.rules.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.compile.Compiled;
import dev.tocsin.rules.explain.Explanation;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RulePlan;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An explanation says of random rules and events what the matcher does. */
class ExplanationOracleTest {
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void anExplanationComesToTheResultOfTheMatcher(long seed) {
        RandomRules random = new RandomRules(seed);
        Compiled compiled = Compiled.file(random.rules(25));
        int matches = 0;
        for (int i = 0; i < 40; i++) {
            JsonNode event = random.event();
            List<String> matching =
                    compiled.rules().match(event).stream()
                            .map(RuleMatch::rule)
                            .map(RulePlan::id)
                            .toList();
            for (RulePlan rule : compiled.rules().rules()) {
                Explanation explanation = Explanation.of(rule, event);
                assertThat(explanation.matches())
                        .as("seed %s, rule %s, event %s", seed, rule.describe(), event)
                        .isEqualTo(matching.contains(rule.id()));
                assertThat(explanation.reasons().isEmpty())
                        .as("seed %s, rule %s, event %s", seed, rule.describe(), event)
                        .isEqualTo(explanation.matches());
            }
            matches += matching.size();
        }
        assertThat(matches).isPositive();
    }
}
