/**
 * What the topology counts, and how it says so. Start at {@link
 * dev.tocsin.topology.metrics.TopologyMetrics}. Knows no event, no rule.
 */
@NullMarked
package dev.tocsin.topology.metrics;

import org.jspecify.annotations.NullMarked;
