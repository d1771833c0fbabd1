package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tocsin.rules.plan.Risk;
import dev.tocsin.rules.plan.RiskPlan;
import dev.tocsin.rules.plan.Suppression;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Line 40: what alerts add to entities, and the threshold of it. */
class RiskTest {
    private static final String RULES =
            """
            title: A
            name: a
            logsource: {product: p}
            detection: {s: {x: 1}, condition: s}
            tocsin: {risk: {score: 20, entities: [user.name, host.name]}}
            ---
            title: B
            name: b
            correlation: {type: event_count, rules: a, timespan: 5m, condition: {gte: 2}}
            tocsin: {risk: {score: 2.5, entities: source.ip}}
            ---
            """;

    @Test
    void thresholdTakesTheScoresOfRulesAndCorrelations() {
        RiskPlan plan = plan("title: R\nname: r\nlevel: high\nrisk: {threshold: 100}\n");

        assertThat(plan.entities()).containsExactly("user.name", "host.name", "source.ip");
        assertThat(plan.halfLife()).isEqualTo(Duration.ofHours(24));
        assertThat(plan.scores())
                .containsOnlyKeys("a", "b")
                .containsEntry("b", new Risk(2.5, List.of("source.ip")));
        assertThat(plan.alertRule().type()).isEqualTo("risk");
    }

    @Test
    void thresholdOfSomeEntitiesTakesOnlyTheirScores() {
        RiskPlan plan =
                plan(
                        """
                        title: R
                        name: r
                        risk: {threshold: 50, entities: [source.ip], half-life: 1h}
                        """);

        assertThat(plan.describe())
                .isEqualTo(
                        """
                        risk r
                          entities: source.ip
                          condition: gte 50
                          half-life: PT1H
                          grace: PT24H
                          score of b: 2.5 for source.ip
                        """);
    }

    @Test
    void thresholdHasTheSettingsOfACorrelationOverAlerts() {
        String risk = "title: R\nname: r\nrisk: {threshold: 50}\n";
        RiskPlan plan =
                plan(
                        risk
                                + "tocsin: {grace: 2h, suppress: {for: 1d, by: user.name},"
                                + " respond: [call]}\n");

        assertThat(plan.correlation().grace()).isEqualTo(Duration.ofHours(2));
        assertThat(plan.correlation().suppress())
                .isEqualTo(new Suppression(Duration.ofDays(1), List.of("user.name")));
        assertThat(plan.correlation().policy().respond()).containsExactly("call");
        assertThat(plan.describe())
                .contains("grace: PT2H\n  suppress: PT24H by [user.name]\n  respond: call\n");
        assertThat(plan.fingerprint()).isNotEqualTo(plan(risk).fingerprint());
        assertThat(plan(risk + "tocsin: {respond: call}\n").fingerprint())
                .isEqualTo(plan(risk).fingerprint());
    }

    @Test
    void sumIsHalvedWithEachHalfLife() {
        RiskPlan plan = plan("title: R\nrisk: {threshold: 50, half-life: 1h}\n");

        assertThat(plan.decayed(80, 0)).isEqualTo(80);
        assertThat(plan.decayed(80, 3_600_000)).isCloseTo(40, within(1e-9));
        assertThat(plan.decayed(80, 7_200_000)).isCloseTo(20, within(1e-9));
    }

    @Test
    void ruleMayHaveAFieldOfThatName() {
        Compiled compiled = Compiled.file(RULES.replace("title: A", "title: A\nrisk: high"));

        assertThat(compiled.compilation().hasErrors()).isFalse();
        assertThat(compiled.rules().risks()).isEmpty();
    }

    @Test
    void sumsOutliveAChangeOfScore() {
        String risk = "title: R\nrisk: {threshold: 50}\n";

        assertThat(Compiled.file(RULES.replace("score: 20", "score: 30") + risk).rules().risks())
                .singleElement()
                .extracting(RiskPlan::fingerprint)
                .isEqualTo(plan(risk).fingerprint());
        assertThat(plan(risk.replace("50", "51")).fingerprint())
                .isNotEqualTo(plan(risk).fingerprint());
    }

    private static RiskPlan plan(String risk) {
        Compiled compiled = Compiled.file(RULES + risk);
        assertThat(compiled.compilation().hasErrors()).isFalse();
        return compiled.rules().risks().getFirst();
    }
}
