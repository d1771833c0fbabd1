/**
 * State and time of correlations. Start at {@link
 * dev.tocsin.topology.correlate.CorrelateProcessor}, which loads, stores, schedules and forwards.
 * Must never know what a correlation means: that is the step's.
 */
@NullMarked
package dev.tocsin.topology.correlate;

import org.jspecify.annotations.NullMarked;
