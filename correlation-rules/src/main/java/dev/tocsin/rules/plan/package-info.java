/**
 * What a compiled rule set is: immutable, checked, and able to print itself. Start at {@link
 * dev.tocsin.rules.plan.RuleSet}. It must never know YAML, nor how a predicate is evaluated.
 */
@NullMarked
package dev.tocsin.rules.plan;

import org.jspecify.annotations.NullMarked;
