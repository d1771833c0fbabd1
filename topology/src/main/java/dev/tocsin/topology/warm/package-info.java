/**
 * Warm start: a new or changed correlation is fed with the events of its last timespan. Start at
 * {@link dev.tocsin.topology.warm.Warming}. Must never know what a correlation means.
 */
@NullMarked
package dev.tocsin.topology.warm;

import org.jspecify.annotations.NullMarked;
