package dev.tocsin.topology.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.RuleFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedMatcherTest {
    private final List<String> charged = new ArrayList<>();
    private final GuardedMatcher matcher = new GuardedMatcher((rule, _) -> charged.add(rule));

    @Test
    void aFailureThatNoRuleIsGuiltyOfLeavesEveryMatch() {
        RuleSet valid = compiled();
        RuleSet failing =
                new RuleSet(
                        "failing",
                        valid.rules(),
                        List.of(),
                        (_, _) -> {
                            throw new IllegalStateException("the index has a bug");
                        });
        assertThat(matcher.match(failing, Json.object().put("a", "x")))
                .singleElement()
                .satisfies(match -> assertThat(match.rule().id()).isEqualTo("a-is-x"));
        assertThat(charged).containsExactly("(matcher)");
    }

    @Test
    void aMatchThatCannotBeExplainedIsAMatchAllTheSame() {
        RuleSet valid = compiled();
        RulePlan rule = valid.rules().iterator().next();
        RuleSet mute =
                new RuleSet(
                        "mute",
                        valid.rules(),
                        List.of(),
                        (_, _) -> new ArrayList<>(List.of(new RuleMatch(rule, this::fail))));
        assertThat(matcher.match(mute, Json.object()))
                .singleElement()
                .satisfies(match -> assertThat(match.predicates()).isEmpty());
        assertThat(charged).containsExactly(rule.id());
    }

    private List<MatchedPredicate> fail() {
        throw new IllegalStateException("the explanation has a bug");
    }

    private static RuleSet compiled() {
        String rule =
                """
                title: A is x
                name: a-is-x
                logsource: {product: any}
                detection: {selection: {a: x}, condition: selection}
                level: low
                """;
        return RuleCompiler.compile(List.of(new RuleFile("a.yml", rule)), Placeholders.none())
                .rules();
    }
}
