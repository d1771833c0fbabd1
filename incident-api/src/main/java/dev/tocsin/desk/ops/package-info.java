/**
 * What operators and probes look at: health, readiness, counters. Start at {@link
 * dev.tocsin.desk.ops.DeskMetrics}.
 */
@NullMarked
package dev.tocsin.desk.ops;

import org.jspecify.annotations.NullMarked;
