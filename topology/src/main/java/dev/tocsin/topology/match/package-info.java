/**
 * Which rules an event matches, and what it gives to correlations. Start at {@link
 * dev.tocsin.topology.match.MatchProcessor}. Must never know what a rule means.
 */
@NullMarked
package dev.tocsin.topology.match;

import org.jspecify.annotations.NullMarked;
