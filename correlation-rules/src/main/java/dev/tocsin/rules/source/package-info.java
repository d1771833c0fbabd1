/**
 * Reading rule files: YAML text to documents whose every value knows its line and column, with all
 * problems collected. Start at {@link dev.tocsin.rules.source.RuleFile}. It must never know what a
 * rule means.
 */
@NullMarked
package dev.tocsin.rules.source;

import org.jspecify.annotations.NullMarked;
