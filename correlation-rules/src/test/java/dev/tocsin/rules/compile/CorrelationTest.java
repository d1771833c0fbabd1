package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tocsin.alert.Level;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.plan.Suppression;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    private static final String RULES =
            """
            title: Failed login
            name: failed
            id: 0b5c1a5e-6c9c-4d0c-9a66-0d7c1c9a0001
            logsource: {product: linux, service: sshd}
            detection:
              selection: {event.outcome: failure}
              condition: selection
            ---
            title: Login
            name: login
            logsource: {product: linux, service: sshd}
            detection:
              selection: {event.outcome: success}
              condition: selection
            ---
            """;

    @Test
    void eventCountIsReadWithAllItsSettings() {
        CorrelationPlan plan =
                plan(
                        """
                        title: Brute force
                        name: brute
                        level: high
                        correlation:
                          type: event_count
                          rules: 0b5c1a5e-6c9c-4d0c-9a66-0d7c1c9a0001
                          group-by: [source.ip, host.name]
                          timespan: 5m
                          condition: {gte: 5, gt: 2}
                        tocsin:
                          grace: 2h
                          suppress: {for: 1d, by: [source.ip]}
                        """);

        assertThat(plan.id()).isEqualTo("brute");
        assertThat(plan.alertRule().level()).isEqualTo(Level.HIGH);
        assertThat(plan.alertRule().type()).isEqualTo("event_count");
        assertThat(plan.type()).isEqualTo(CorrelationType.EVENT_COUNT);
        assertThat(plan.ruleIds()).containsExactly("failed");
        assertThat(plan.groupBy()).containsExactly("source.ip", "host.name");
        assertThat(plan.timespan()).isEqualTo(Duration.ofMinutes(5));
        assertThat(plan.threshold().text()).isEqualTo("gte 5, gt 2");
        assertThat(plan.grace()).isEqualTo(Duration.ofHours(2));
        assertThat(plan.suppress())
                .isEqualTo(new Suppression(Duration.ofDays(1), List.of("source.ip")));
    }

    @Test
    void temporalNeedsAllItsRulesUnlessToldOtherwise() {
        assertThat(
                        plan("""
                             title: T
                             correlation: {type: temporal, rules: [failed, login], timespan: 1h}
                             """)
                                .threshold()
                                .text())
                .isEqualTo("gte 2");
        assertThat(
                        plan("""
                             title: T
                             correlation:
                               type: temporal
                               rules: [failed, login]
                               timespan: 1h
                               condition: {gte: 1}
                             """)
                                .threshold()
                                .text())
                .isEqualTo("gte 1");
    }

    @Test
    void temporalOrderedMayNameARuleTwice() {
        CorrelationPlan plan =
                plan(
                        """
                        title: T
                        name: t
                        correlation:
                          type: temporal_ordered
                          rules: [failed, failed, login]
                          timespan: 1w
                          aliases:
                            who: {failed: user.name, login: user.id}
                          group-by: who
                        """);

        assertThat(plan.ruleIds()).containsExactly("failed", "failed", "login");
        assertThat(plan.timespan()).isEqualTo(Duration.ofDays(7));
        assertThat(plan.aliases())
                .isEqualTo(Map.of("who", Map.of("failed", "user.name", "login", "user.id")));
        assertThat(plan.fieldFor("who", "login")).isEqualTo("user.id");
        assertThat(plan.fieldFor("host.name", "login")).isEqualTo("host.name");
    }

    @Test
    void valueCountAndNewValueNameTheirFields() {
        assertThat(
                        plan("""
                             title: T
                             correlation:
                               type: value_count
                               rules: failed
                               timespan: 1h
                               condition: {field: user.name, gte: 10}
                             """)
                                .fields())
                .containsExactly("user.name");
        CorrelationPlan newValue =
                plan(
                        """
                        title: T
                        correlation:
                          type: new_value
                          rules: login
                          group-by: user.name
                          condition: {field: [source.ip, host.name]}
                        tocsin: {history: 30d}
                        """);
        assertThat(newValue.fields()).containsExactly("source.ip", "host.name");
        assertThat(newValue.history()).isEqualTo(Duration.ofDays(30));
        assertThat(newValue.learn()).isEqualTo(Duration.ofHours(24));
        assertThat(newValue.timespan()).isEqualTo(Duration.ZERO);
        assertThat(newValue.threshold().bounds()).isEmpty();
    }

    @Test
    void referencedRulesAlertOnlyWhenACorrelationGenerates() {
        String one =
                """
                title: A
                name: a
                correlation: {type: event_count, rules: failed, timespan: 1h, condition: {gt: 1}}
                ---
                """;
        String two =
                """
                title: B
                name: b
                generate: true
                correlation: {type: event_count, rules: failed, timespan: 1h, condition: {gt: 9}}
                """;

        assertThat(alerts(one, "failed")).isFalse();
        assertThat(alerts(one, "login")).isTrue();
        assertThat(alerts(one + two, "failed")).isTrue();
        assertThat(alerts(one.replace("type: event_count", "type: nonsense"), "failed")).isFalse();
    }

    @Test
    void bothCorrelationsOfAChainHaveAPlan() {
        Compiled compiled =
                Compiled.file(
                        RULES
                                + """
                                title: Outer
                                name: outer
                                correlation:
                                  type: temporal
                                  rules: [inner, login]
                                  timespan: 1h
                                  group-by: who
                                  aliases: {who: {inner: user.name, login: user.id}}
                                ---
                                title: Inner
                                name: inner
                                correlation:
                                  type: event_count
                                  rules: failed
                                  timespan: 1h
                                  group-by: user.name
                                  condition: {gt: 1}
                                """);

        assertThat(compiled.compilation().hasErrors()).isFalse();
        assertThat(compiled.rules().correlations())
                .extracting(CorrelationPlan::id)
                .containsExactly("outer", "inner");
    }

    @Test
    void fingerprintFollowsTheLogicAndNotTheWords() {
        String text =
                """
                title: A
                name: a
                correlation: {type: event_count, rules: failed, timespan: 1h, condition: {gt: 1}}
                """;
        String fingerprint = plan(text).fingerprint();

        assertThat(plan(text.replace("title: A", "title: Other")).fingerprint())
                .isEqualTo(fingerprint);
        assertThat(plan(text.replace("gt: 1", "gt: 2")).fingerprint()).isNotEqualTo(fingerprint);
        assertThat(plan(RULES.replace("failure", "failed"), text).fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(plan(RULES.replace("success", "succeeded"), text).fingerprint())
                .isEqualTo(fingerprint);
    }

    @Test
    void plansPrintThemselves() {
        CorrelationPlan plan =
                plan(
                        """
                        title: A
                        name: a
                        correlation:
                          type: event_count
                          rules: failed
                          group-by: source.ip
                          timespan: 5m
                          condition: {gte: 5}
                        """);

        assertThat(plan.describe())
                .isEqualTo(
                        """
                        event_count a
                          rules: failed
                          group by: source.ip
                          timespan: PT5M
                          condition: gte 5
                          frames: trailing
                          grace: PT1H
                          warm: yes, a new one reads what is left of the past
                        """);
        assertThat(Compiled.file(RULES).rules().rule("failed"))
                .asInstanceOf(type(RulePlan.class))
                .extracting(RulePlan::describe)
                .isEqualTo(
                        """
                        rule failed
                          log source: product=linux category=null service=sshd
                          alerts: true
                          witness: event.outcome equals 'failure'
                          condition: event.outcome equals 'failure'
                        """);
    }

    private static CorrelationPlan plan(String correlation) {
        return plan(RULES, correlation);
    }

    private static CorrelationPlan plan(String rules, String correlation) {
        Compiled compiled = Compiled.file(rules + correlation).sound();
        return compiled.rules().correlations().iterator().next();
    }

    private static boolean alerts(String correlations, String rule) {
        RulePlan plan = Compiled.file(RULES + correlations).rules().rule(rule);
        return Objects.requireNonNull(plan).alerts();
    }
}
