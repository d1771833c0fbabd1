/**
 * The judge of correlations: random rules and random events through the processors of the topology,
 * in a random order of arrival, over several partitions, with crashes anywhere, against an oracle
 * that lays every frame and keeps no state. Start at {@link dev.tocsin.bench.oracle.Trial}. Must
 * never ask the code under test what is right.
 */
@NullMarked
package dev.tocsin.bench.oracle;

import org.jspecify.annotations.NullMarked;
