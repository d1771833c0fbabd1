package dev.tocsin.topology.metrics;

import static org.assertj.core.api.Assertions.assertThat;

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
}
