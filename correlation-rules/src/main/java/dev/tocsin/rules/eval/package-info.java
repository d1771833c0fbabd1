/**
 * Finding the rules that match an event. Start at {@link dev.tocsin.rules.eval.IndexedMatcher};
 * {@link dev.tocsin.rules.eval.PlainMatcher} is the same without an index. It must never know YAML
 * or correlations.
 */
@NullMarked
package dev.tocsin.rules.eval;

import org.jspecify.annotations.NullMarked;
