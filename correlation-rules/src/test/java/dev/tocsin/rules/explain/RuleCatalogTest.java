package dev.tocsin.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleCatalogTest {
    private static final RuleFile LOGIN =
            new RuleFile(
                    "login.yml",
                    """
                    title: Failure
                    id: 7b7d6f0e-0f0b-4b3f-8f43-1d9f4b2a0001
                    name: failure
                    logsource: {product: linux}
                    detection: {sel: {outcome: failure, code: 0007}, condition: sel}
                    tags: [attack.t1110]
                    ---
                    title: Three failures
                    name: three
                    correlation:
                      type: event_count
                      rules: [failure]
                      group-by: [user]
                      timespan: 90s
                      condition: {gte: 3}
                    ---
                    title: Broken
                    name: broken
                    logsource: {product: linux}
                    detection: {sel: {a|typo: b}, condition: sel}
                    """);
    private static final RuleFile FILTER =
            new RuleFile(
                    "filter.yml",
                    """
                    title: Not the scanner
                    logsource: {product: linux}
                    filter:
                      rules: any
                      scanner: {user: scanner}
                      condition: not scanner
                    """);
    private static final RuleFile TESTS =
            new RuleFile(
                    "login.test.yml",
                    """
                    tests:
                      - name: three of them
                        events: [{at: 2026-01-01T12:00:00Z, repeat: 3, event: {outcome: failure}}]
                        alerts: [{rule: three}]
                      - name: none of them
                        events: []
                        alerts: []
                    """);
    private final RuleCatalog catalog =
            RuleCatalog.of(List.of(LOGIN, FILTER), List.of(TESTS), Placeholders.none());

    @Test
    void findsByPathIdNameAndTitle() {
        assertThat(catalog.find("login.yml")).hasSize(3);
        assertThat(catalog.find("7b7d6f0e-0f0b-4b3f-8f43-1d9f4b2a0001"))
                .containsExactlyElementsOf(catalog.find("failure"))
                .hasSize(1);
        assertThat(catalog.find("three FAILURES")).containsExactlyElementsOf(catalog.find("three"));
        assertThat(catalog.find("nothing")).isEmpty();
        assertThat(catalog.near("failures")).contains("failure");
    }

    @Test
    void aCardHasTheRuleAsReadAndAllAroundIt() {
        assertThat(RuleCard.text(catalog, catalog.find("failure").getFirst(), Style.PLAIN))
                .contains("file             login.yml:1 (document 1)")
                .contains("log source       product linux\n")
                .contains("referred to by   correlation three, Three failures (login.yml:8)")
                .contains("Not the scanner (filter.yml:1)")
                .contains("feeds:  three of them (login.test.yml)")
                .contains("    outcome: failure\n    code: '0007'\n")
                .contains("  condition: sel\n");
        assertThat(RuleCard.text(catalog, catalog.find("three").getFirst(), Style.PLAIN))
                .contains("refers to        rule failure, Failure (login.yml:1)")
                .contains("fires:  three of them (login.test.yml)");
    }

    @Test
    void aCardIsJsonToo() {
        var json = RuleCard.json(catalog, catalog.find("three").getFirst());

        assertThat(json.at("/rule/correlation/condition/gte").decimalValue())
                .isEqualByComparingTo("3");
        assertThat(json.at("/line").asInt()).isEqualTo(8);
        assertThat(json.at("/tests/0/fires").asBoolean()).isTrue();
        assertThat(json.at("/tests/1/fires").asBoolean()).isFalse();
        assertThat(RuleCard.json(catalog, catalog.find("failure").getFirst()).at("/referred_to_by"))
                .hasSize(2);
    }

    @Test
    void aPlanShowsItsConditionItsCostAndItsFields() {
        assertThat(plan("failure"))
                .contains("alerts           no, it only feeds correlations")
                .contains("cost             indexed by equals on outcome, expected in few events")
                .contains("witness          outcome equals 'failure'")
                .contains("    sel: all of\n      outcome equals 'failure'\n")
                .contains("    not\n      scanner: user equals 'scanner'\n")
                .containsPattern("  outcome +.*outcome, custom\\.outcome");
        assertThat(plan("three"))
                .contains(
                        "needs            a number of matches (gte 3) of the rule failure within"
                                + " 90s with the same user")
                .contains("timespan         90s\n")
                .contains("  failure  Failure  login.yml:1");
    }

    @Test
    void whatDidNotCompileSaysWhy() {
        assertThat(plan("broken"))
                .contains("no, it has errors")
                .contains("login.yml:")
                .contains("'typo'");
    }

    @Test
    void aRuleWithoutWitnessIsAskedForEveryEvent() {
        RuleCatalog one =
                RuleCatalog.of(
                        List.of(
                                new RuleFile(
                                        "a.yml",
                                        """
                                        title: A
                                        name: a
                                        logsource: {product: p}
                                        detection: {s: {f: 1}, condition: not s}
                                        """)),
                        List.of(),
                        Placeholders.none());

        assertThat(PlanText.of(one, one.find("a").getFirst(), Style.PLAIN))
                .contains("cost             asked for every event of its log source\n")
                .contains("witness          none: the condition can hold without any value");
    }

    @Test
    void everyShippedPlanHasItsEntry() throws IOException {
        RuleCatalog shipped =
                RuleCatalog.of(
                        RuleDirectory.read(Path.of("rules")), List.of(), Placeholders.none());
        for (RulePlan rule : shipped.compilation().rules().rules()) {
            assertThat(shipped.rule(shipped.find(rule.id()).getFirst())).isSameAs(rule);
        }
        for (CorrelationPlan plan : shipped.compilation().rules().correlations()) {
            assertThat(shipped.correlation(shipped.find(plan.id()).getFirst())).isSameAs(plan);
        }
    }

    private String plan(String name) {
        return PlanText.of(catalog, catalog.find(name).getFirst(), Style.PLAIN);
    }
}
