package dev.tocsin.rules.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RiskPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Line 40: an entity with very many alerts. */
class RiskLimitTest {
    private static final CorrelationPlan PLAN =
            RiskAlerts.plan(50, Duration.ofHours(24)).correlation();
    private static final long MINUTE_MS = 60_000;

    private final GroupDriver entity = new GroupDriver(PLAN, () -> false);

    @Test
    void theOldestOfTooManyAlertsAreForgottenAndCounted() {
        flood(1, RiskPlan.MOST_ALERTS);
        assertThat(entity.lost(Loss.RISK_ALERTS)).isZero();

        flood(RiskPlan.MOST_ALERTS + 1, 300);

        assertThat(entity.lost(Loss.RISK_ALERTS)).isBetween(300, 300 + 2 * Chunk.CAPACITY);
        assertThat(entity.signals()).isEmpty();
    }

    @Test
    void anAlertThatMayLackSomethingSaysSo() {
        flood(1, RiskPlan.MOST_ALERTS + 1);
        long timeMs = (RiskPlan.MOST_ALERTS + 2) * MINUTE_MS;
        entity.send(RiskAlerts.alert("big", "rule", timeMs, "60"));

        assertThat(alerts())
                .singleElement()
                .satisfies(
                        alert ->
                                assertThat(alert.details().problems())
                                        .singleElement()
                                        .asString()
                                        .contains("at most 2000 alerts of an entity")
                                        .contains("the value may be too low"));
    }

    @Test
    void anAlertOfBeforeStaysAsItWasSaid() {
        entity.send(RiskAlerts.alert("big", "rule", 0, "60"));
        flood(1, RiskPlan.MOST_ALERTS + 1);

        assertThat(entity.lost(Loss.RISK_ALERTS)).isPositive();
        assertThat(entity.signals())
                .first()
                .satisfies(signal -> assertThat(signal.lacking()).isFalse());
        assertThat(entity.alerts())
                .singleElement()
                .satisfies(
                        signal -> {
                            assertThat(signal.state()).isNotEqualTo(AlertState.RETRACTED);
                            assertThat(signal.value()).isEqualTo(60);
                        });
    }

    @Test
    void anAlertIsNotMarkedOnceWhatWasForgottenIsTooOldToCount() {
        flood(1, RiskPlan.MOST_ALERTS + 1);
        long timeMs = Duration.ofDays(30).toMillis();
        entity.send(RiskAlerts.alert("big", "rule", timeMs, "60"));

        assertThat(alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.details().problems()).isEmpty());
    }

    private void flood(int from, int count) {
        for (int i = from; i < from + count; i++) {
            entity.send(RiskAlerts.alert("a" + i, "noise", i * MINUTE_MS, "0.01"));
        }
    }

    private List<Alert> alerts() {
        return entity.alerts().stream().map(signal -> Alerts.of(PLAN, signal, "r1")).toList();
    }
}
