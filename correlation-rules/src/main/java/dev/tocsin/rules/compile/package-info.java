/**
 * From documents to plans: checks every document, maps fields, resolves references. Start at {@link
 * dev.tocsin.rules.compile.RuleCompiler}. It must never know an event.
 */
@NullMarked
package dev.tocsin.rules.compile;

import org.jspecify.annotations.NullMarked;
