/**
 * How fast events are correlated: the engine alone on one core, and the correlating half of the
 * topology with its stores, changelog and transactions. Start at {@link
 * dev.tocsin.bench.correlate.CorrelateCommand}. It must never know what a state is made of.
 */
@NullMarked
package dev.tocsin.bench.correlate;

import org.jspecify.annotations.NullMarked;
