package dev.tocsin.rules.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.source.RuleFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTesterTest {
    private static final RuleFile RULES =
            new RuleFile(
                    "login.yml",
                    """
                    title: Failure
                    id: 7b7d6f0e-0f0b-4b3f-8f43-1d9f4b2a0001
                    name: failure
                    logsource: {product: linux}
                    detection: {sel: {outcome: failure}, condition: sel}
                    level: low
                    ---
                    title: Three failures
                    id: 7b7d6f0e-0f0b-4b3f-8f43-1d9f4b2a0002
                    name: three-failures
                    correlation:
                      type: event_count
                      rules: [failure]
                      group-by: [user]
                      timespan: 1m
                      condition: {gte: 3}
                    level: high
                    tocsin: {respond: block}
                    """);
    private static final RuleFile OTHER =
            new RuleFile(
                    "other.yml",
                    """
                    title: Any failure
                    id: 7b7d6f0e-0f0b-4b3f-8f43-1d9f4b2a0003
                    name: any-failure
                    logsource: {product: linux}
                    detection: {sel: {outcome: failure}, condition: sel}
                    level: low
                    tocsin: {respond: [call, look]}
                    """);

    @Test
    void comparesOnlyAlertsOfTheFileBesideTheTest() {
        TestReport report = test(events(4), "[{rule: three-failures, count: 4, level: high}]");

        assertThat(report.results()).allMatch(TestReport.Result::passed);
        assertThat(report.text()).contains("1 of 1 tests passed");
    }

    @Test
    void saysWhatWasExpectedAndWhatWasFound() {
        TestReport report = test(events(4), "[{rule: three-failures, count: 5}]");

        assertThat(report.passed()).isFalse();
        assertThat(report.text())
                .contains("login.test.yml: t")
                .contains("expected, not found: {\"rule\":\"three-failures\",\"count\":5}")
                .contains(
                        "found, not expected: {\"rule\":\"three-failures\","
                                + "\"group\":{\"user\":\"bob\"},\"count\":4}");
    }

    @Test
    void findsAnUnexpectedAlert() {
        assertThat(test(events(3), "[]").failures()).isEqualTo(1);
        assertThat(test(events(2), "[]").failures()).isZero();
    }

    @Test
    void givesEachExpectationItsOwnAlert() {
        String two =
                events(3)
                        + "      - {at: 2026-01-01T13:00:00Z, repeat: 4, every: 1s,"
                        + " event: {outcome: failure, user: eve}}\n";

        assertThat(test(two, "[{rule: three-failures}, {group: {user: bob}}]").failures()).isZero();
        assertThat(test(two, "[{group: {user: bob}}, {group: {user: bob}}]").failures())
                .isEqualTo(1);
        assertThat(test(two, "[{group: {user: bob}}]").failures()).isEqualTo(1);
    }

    @Test
    void comparesTheResponsesOfRulesAndCorrelations() {
        String two = "[{rule: any-failure, responses: [call, look]}]";
        assertThat(test("other.test.yml", events(1), two).failures()).isZero();
        String one = "[{rule: any-failure, responses: [look]}]";
        assertThat(test("other.test.yml", events(1), one).failures()).isEqualTo(1);
        assertThat(test(events(3), "[{rule: three-failures, responses: [block]}]").failures())
                .isZero();
        assertThat(test(events(3), "[{rule: three-failures, responses: []}]").failures())
                .isEqualTo(1);
    }

    @Test
    void namesEventsByTheIdOfTheTest() {
        String named = events(2).replace("event:", "id: 'f-{{n}}', event:") + events(1);

        assertThat(test(named, "[{rule: three-failures, evidence: [e2, f-1, f-2]}]").text())
                .contains("1 of 1 tests passed");
    }

    @Test
    void anEventThatMustBeInNoAlertIsNamed() {
        String silent = events(3) + events(1).replace("event:", "silent: true, event:");

        assertThat(test(silent, "[{rule: three-failures}]").text())
                .contains(
                        "expected in no alert: event e2, but found in: {\"rule\":\"three-failures\"");
        assertThat(
                        test(silent.replace("repeat: 1", "repeat: 0"), "[{rule: three-failures}]")
                                .text())
                .contains("Expected repeat from 1 to 100000, but found 0");
        String other =
                events(3)
                        + events(1)
                                .replace(
                                        "event: {outcome: failure",
                                        "silent: true, event: {outcome: success");
        assertThat(test(other, "[{rule: three-failures, count: 3}]").failures()).isZero();
    }

    @Test
    void namesRulesWithoutTests() {
        assertThat(test(events(3), "[{rule: three-failures}]").untested())
                .containsExactlyInAnyOrder(
                        "Expected a test in which three-failures stays silent, but found none",
                        "Expected a test in which any-failure fires, but found none",
                        "Expected a test in which any-failure stays silent, but found none");
    }

    @Test
    void aTestFileWithoutRulesFails() {
        TestReport report =
                RuleTester.test(
                        List.of(RULES),
                        List.of(new RuleFile("none.test.yml", "tests: []")),
                        Placeholders.none(),
                        (sent, _, _) -> (ObjectNode) sent);

        assertThat(report.text()).contains("Expected rules in none.yml, but there is no such file");
    }

    @Test
    void aTestFileMayBringListsAlong() {
        RuleFile rule =
                new RuleFile(
                        "watched.yml",
                        """
                        title: Watched
                        name: watched
                        logsource: {product: p}
                        detection:
                          s:
                            user|expand: '%Watched%'
                          condition: s
                        """);
        String tests =
                """
                lists: {Watched: [bob]}
                tests:
                  - name: t
                    events:
                      - {at: 2026-01-01T12:00:00Z, event: {user: bob}}
                      - {at: 2026-01-01T12:00:00Z, event: {user: carol}}
                    alerts: [{rule: watched, evidence: [e1]}]
                """;

        TestReport report =
                RuleTester.test(
                        List.of(rule),
                        List.of(new RuleFile("watched.test.yml", tests)),
                        name -> List.of("carol"),
                        (sent, _, _) -> (ObjectNode) sent);

        assertThat(report.failures()).as(report.text()).isZero();
    }

    private static TestReport test(String events, String alerts) {
        return test("login.test.yml", events, alerts);
    }

    private static TestReport test(String file, String events, String alerts) {
        String text =
                "tests:\n  - name: t\n    events:\n" + events + "    alerts: " + alerts + "\n";
        return RuleTester.test(
                List.of(RULES, OTHER),
                List.of(new RuleFile(file, text)),
                Placeholders.none(),
                (sent, _, _) -> (ObjectNode) sent);
    }

    private static String events(int count) {
        return "      - {at: 2026-01-01T12:00:00Z, repeat: "
                + count
                + ", every: 1s, event: {outcome: failure, user: bob}}\n";
    }
}
