/**
 * What a correlation means: pure steps from (plan, state, contribution) to (state, signals,
 * wake-up). Start at {@link dev.tocsin.rules.correlate.CorrelationStep}. It must never know a
 * clock, a store, or Kafka.
 */
@NullMarked
package dev.tocsin.rules.correlate;

import org.jspecify.annotations.NullMarked;
