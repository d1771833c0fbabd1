/**
 * What stores of every kind need of the task that owns them. Knows no events and no rules. Start at
 * {@link dev.tocsin.topology.store.FirstWrite}.
 */
@NullMarked
package dev.tocsin.topology.store;

import org.jspecify.annotations.NullMarked;
