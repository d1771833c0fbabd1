package dev.tocsin.topology.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.correlate.Loss;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import org.junit.jupiter.api.Test;

class TopologyMetricsTest {

    @Test
    void everyCounterIsThereBeforeItCounts() {
        String text = new TopologyMetrics().prometheus();
        assertThat(text)
                .contains("# TYPE tocsin_topology_raw_records_total counter\n")
                .contains("tocsin_topology_dead_letters_total 0\n")
                .contains("tocsin_topology_late_contributions_total 0\n");
    }

    @Test
    void rulesAreLabelsWithTheirSpecialCharactersEscaped() {
        TopologyMetrics metrics = new TopologyMetrics();
        metrics.ruleMatched("a\"b");
        metrics.ruleError("c");
        assertThat(metrics.prometheus())
                .contains("tocsin_topology_rule_matches_total{rule=\"a\\\"b\"} 1\n")
                .contains("tocsin_topology_rule_errors_total{rule=\"c\"} 1\n");
        assertThat(metrics.value(Counter.MATCHES)).isEqualTo(1);
    }

    @Test
    void aFloodOfRuleIdsIsCountedTogether() {
        TopologyMetrics metrics = new TopologyMetrics();
        for (int i = 0; i < TopologyMetrics.MOST_RULES + 5; i++) {
            metrics.ruleError("rule-" + i);
        }
        assertThat(metrics.ruleErrors()).containsEntry("(others)", 5L);
    }

    @Test
    void everythingThatIsLeftOutHasACounterOfItsOwn() {
        TopologyMetrics metrics = new TopologyMetrics();
        for (Loss loss : Loss.values()) {
            metrics.lost("c", loss, 2);
        }
        assertThat(metrics.prometheus())
                .contains("tocsin_topology_ungrouped_matches_total 2\n")
                .contains("tocsin_topology_events_in_most_groups_total 2\n")
                .contains("tocsin_topology_events_with_most_values_total 2\n")
                .contains("tocsin_topology_results_with_most_events_total 2\n")
                .contains("tocsin_topology_forgotten_sightings_total 2\n")
                .contains("tocsin_topology_fixed_results_total 2\n")
                .contains("tocsin_topology_uncompared_results_total 2\n")
                .contains("tocsin_topology_forgotten_revisions_total 2\n")
                .contains("tocsin_topology_forgotten_risk_alerts_total 2\n")
                .contains("tocsin_topology_correlation_losses_total{rule=\"c\"} 18\n");
    }

    @Test
    void latenessIsAHistogramBySource() {
        TopologyMetrics metrics = new TopologyMetrics();
        metrics.arrived("vpn", -5_000);
        metrics.arrived("vpn", 1_000);
        metrics.arrived("vpn", 1_001);
        metrics.arrived("vpn", 100_000_000);
        assertThat(metrics.prometheus())
                .contains("# TYPE tocsin_topology_event_lateness_seconds histogram\n")
                .contains(
                        "tocsin_topology_event_lateness_seconds_bucket{source=\"vpn\",le=\"1\"} 2\n")
                .contains(
                        "tocsin_topology_event_lateness_seconds_bucket{source=\"vpn\",le=\"10\"} 3\n")
                .contains(
                        "tocsin_topology_event_lateness_seconds_bucket{source=\"vpn\",le=\"+Inf\"} 4\n")
                .contains("tocsin_topology_event_lateness_seconds_sum{source=\"vpn\"} 100002\n")
                .contains("tocsin_topology_event_lateness_seconds_count{source=\"vpn\"} 4\n");
    }

    @Test
    void aFloodOfSourcesIsMeasuredTogether() {
        TopologyMetrics metrics = new TopologyMetrics();
        for (int i = 0; i < TopologyMetrics.MOST_SOURCES + 5; i++) {
            metrics.arrived("source-" + i, 0);
        }
        assertThat(metrics.prometheus())
                .contains("tocsin_topology_event_lateness_seconds_count{source=\"(others)\"} 5\n");
    }

    @Test
    void tooLateIsCountedByCorrelation() {
        TopologyMetrics metrics = new TopologyMetrics();
        metrics.tooLate("brute-force");
        assertThat(metrics.prometheus())
                .contains("tocsin_topology_late_contributions_total 1\n")
                .contains(
                        "tocsin_topology_correlation_late_contributions_total{rule=\"brute-force\"} 1\n");
    }

    @Test
    void aGaugeFalls() {
        TopologyMetrics metrics = new TopologyMetrics();
        metrics.add(TopologyMetrics.Gauge.LIVE_GROUPS, 7);
        metrics.add(TopologyMetrics.Gauge.LIVE_GROUPS, -3);
        assertThat(metrics.prometheus())
                .contains("# TYPE tocsin_topology_live_groups gauge\n")
                .contains("tocsin_topology_live_groups 4\n");
    }
}
