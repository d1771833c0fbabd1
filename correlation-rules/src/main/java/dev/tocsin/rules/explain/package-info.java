/**
 * Answers for rule authors: what a rule compiled to, who refers to it, and why an event does or
 * does not match it. Start at {@link dev.tocsin.rules.explain.RuleCatalog} and {@link
 * dev.tocsin.rules.explain.Explanation}. Everything here is plain and slow; it must never be on the
 * way of an event, nor know how an event is read or normalized.
 */
@NullMarked
package dev.tocsin.rules.explain;

import org.jspecify.annotations.NullMarked;
