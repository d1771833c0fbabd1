/**
 * The load driver: measures a running machine from outside, as a shipper and an analyst see it.
 * Start reading at {@link dev.tocsin.bench.Bench}. Must never know the inside of a module.
 */
@NullMarked
package dev.tocsin.bench;

import org.jspecify.annotations.NullMarked;
