package dev.tocsin.rules.correlate;

import static dev.tocsin.rules.correlate.PlanBuilder.plan;
import static dev.tocsin.rules.plan.CorrelationType.EVENT_COUNT;
import static dev.tocsin.rules.plan.CorrelationType.TEMPORAL_ORDERED;
import static dev.tocsin.rules.plan.CorrelationType.VALUE_COUNT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.plan.RuleSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines 22 to 24. */
class ContributionsTest {
    private static final EventRef REF = new EventRef("e1", 1_000, "raw", 0, 1);

    @Test
    void anEventWithoutTheGroupFieldContributesNothing() throws IOException {
        CorrelationPlan plan = plan(EVENT_COUNT).gte(1).build();

        assertThat(of(plan, "{}", "a")).isEmpty();
        assertThat(of(plan, "{'user': {'name': null}}", "a")).isEmpty();
        assertThat(of(plan, "{'user': {'name': {'first': 'x'}}}", "a")).isEmpty();
        assertThat(of(plan, "{'user': {'name': ''}}", "a")).hasSize(1);
    }

    @Test
    void groupsDoNotDependOnSpelling() throws IOException {
        CorrelationPlan plan = plan(EVENT_COUNT).gte(1).build();

        assertThat(keys(plan, "{'user': {'name': 'ADMIN'}}")).containsExactly("admin");
        assertThat(keys(plan, "{'user.name': 'admin'}")).containsExactly("admin");
        assertThat(keys(plan, "{'user': {'name': 42}}")).containsExactly("42");
        assertThat(keys(plan, "{'user': {'name': 42.0}}")).containsExactly("42");
        assertThat(keys(plan, "{'user': {'name': '42'}}")).containsExactly("42");
        assertThat(keys(plan, "{'user': {'name': '042'}}")).containsExactly("042");
        assertThat(keys(plan, "{'user': {'name': true}}")).containsExactly("true");
    }

    @Test
    void aListContributesToEachElementsGroupOnce() throws IOException {
        CorrelationPlan plan = plan(EVENT_COUNT).gte(1).build();

        assertThat(keys(plan, "{'user': {'name': ['bob', null, 'BOB', 'eve']}}"))
                .containsExactly("bob", "eve");
    }

    @Test
    void aListContributesToFiftyGroupsAtMost() throws IOException {
        StringBuilder names = new StringBuilder("'u0'");
        for (int i = 1; i < 60; i++) {
            names.append(",'u").append(i).append('\'');
        }

        assertThat(keys(plan(EVENT_COUNT).gte(1).build(), "{'user.name': [" + names + "]}"))
                .hasSize(Contributions.MAX_GROUPS);
    }

    @Test
    void whatIsLeftOutIsCounted() throws IOException {
        StringBuilder names = new StringBuilder("'x'");
        for (int i = 0; i < 120; i++) {
            names.append(",'n").append(i).append('\'');
        }
        CorrelationPlan count = plan(EVENT_COUNT).gte(1).build();
        CorrelationPlan values = plan(VALUE_COUNT).fields("port").gte(1).build();

        assertThat(losses(count, "{'user': {'name': 'a'}}")).isEmpty();
        assertThat(losses(count, "{'user': {'name': null}}")).containsExactly(Loss.UNGROUPED);
        assertThat(losses(count, "{'user': {'name': [" + names + "]}}"))
                .containsExactly(Loss.GROUPS);
        assertThat(losses(values, "{'user': {'name': 'a'}, 'port': [" + names + "]}"))
                .containsExactly(Loss.VALUES);
    }

    @Test
    void severalFieldsAreOneGroup() throws IOException {
        CorrelationPlan plan = plan(EVENT_COUNT).groupBy("source.ip", "user.name").gte(1).build();

        assertThat(of(plan, "{'source': {'ip': '::1'}, 'user': {'name': 'Bob'}}", "a"))
                .singleElement()
                .satisfies(
                        contribution -> {
                            assertThat(Tuples.split(contribution.groupKey()))
                                    .containsExactly("::1", "bob");
                            assertThat(contribution.group())
                                    .containsExactly(
                                            Map.entry("source.ip", "::1"),
                                            Map.entry("user.name", "Bob"));
                        });
    }

    @Test
    void anEventThatMatchesSeveralRulesIsOneContribution() throws IOException {
        CorrelationPlan plan = plan(TEMPORAL_ORDERED).rules("a", "b", "a").build();

        assertThat(of(plan, "{'user.name': 'x'}", "a", "b"))
                .singleElement()
                .satisfies(c -> assertThat(c.positions()).isEqualTo(0b111));
        assertThat(of(plan, "{'user.name': 'x'}", "b"))
                .singleElement()
                .satisfies(c -> assertThat(c.positions()).isEqualTo(0b010));
        assertThat(of(plan, "{'user.name': 'x'}", "other")).isEmpty();
    }

    @Test
    void anAliasIsAnotherFieldForEachRule() throws IOException {
        CorrelationPlan plan =
                plan(TEMPORAL_ORDERED)
                        .rules("a", "b")
                        .groupBy("who")
                        .aliases(Map.of("who", Map.of("a", "user.name", "b", "user.target")))
                        .build();

        assertThat(of(plan, "{'user': {'name': 'x', 'target': 'y'}}", "a", "b"))
                .extracting(Contribution::groupKey, Contribution::positions)
                .containsExactly(tuple("x", 0b01L), tuple("y", 0b10L));
    }

    @Test
    void valuesAreEachElementAndTuplesEachCombination() throws IOException {
        CorrelationPlan plan = plan(VALUE_COUNT).fields("host.name", "port").gte(1).build();

        assertThat(
                        of(
                                plan,
                                "{'user.name': 'x', 'host.name': ['a', 'A', 'b'], 'port': [1, 2]}",
                                "a"))
                .singleElement()
                .satisfies(
                        contribution ->
                                assertThat(contribution.values())
                                        .extracting(Tuples::split)
                                        .containsExactly(
                                                List.of("a", "1"),
                                                List.of("a", "2"),
                                                List.of("b", "1"),
                                                List.of("b", "2")));
        assertThat(of(plan, "{'user.name': 'x', 'host.name': 'a'}", "a")).isEmpty();
    }

    @Test
    void bringsWhatAnAlertShows() throws IOException {
        CorrelationPlan plan = plan(EVENT_COUNT).gte(1).build();

        assertThat(of(plan, "{'user.name': 'x', 'host': {'name': ['h', 'i']}}", "a"))
                .singleElement()
                .satisfies(
                        contribution ->
                                assertThat(contribution.context())
                                        .containsExactly(
                                                Map.entry("user.name", "x"),
                                                Map.entry("host.name", "h")));
    }

    private static List<String> keys(CorrelationPlan plan, String event) throws IOException {
        return of(plan, event, "a").stream().map(Contribution::groupKey).toList();
    }

    private static List<Contribution> of(CorrelationPlan plan, String event, String... matched)
            throws IOException {
        return of(Losses.UNCOUNTED, plan, event, matched);
    }

    private static List<Loss> losses(CorrelationPlan plan, String event) throws IOException {
        List<Loss> losses = new ArrayList<>();
        of((_, loss, _) -> losses.add(loss), plan, event, "a");
        return losses;
    }

    private static List<Contribution> of(
            Losses losses, CorrelationPlan plan, String event, String... matched)
            throws IOException {
        JsonNode json = Json.parse(event.replace('\'', '"').getBytes(UTF_8));
        List<RuleMatch> matches = new ArrayList<>();
        for (String rule : matched) {
            matches.add(new RuleMatch(RulePlans.plan(rule), List::of));
        }
        List<RulePlan> plans = matches.stream().map(RuleMatch::rule).toList();
        RuleSet rules = new RuleSet("r", plans, List.of(plan), (_, _) -> matches);
        return Contributions.of(rules, json, REF, matches, losses);
    }
}
