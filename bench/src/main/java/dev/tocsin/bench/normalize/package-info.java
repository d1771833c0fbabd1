/**
 * What normalization costs: JSON in, JSON out, on one thread. Start at {@link
 * dev.tocsin.bench.normalize.NormalizeCommand}; it must never need a broker.
 */
@NullMarked
package dev.tocsin.bench.normalize;

import org.jspecify.annotations.NullMarked;
