/**
 * Rules and lists from their topics into one immutable rule set. Start at {@link
 * dev.tocsin.topology.load.RulesLoader}. Must never know an event.
 */
@NullMarked
package dev.tocsin.topology.load;

import org.jspecify.annotations.NullMarked;
