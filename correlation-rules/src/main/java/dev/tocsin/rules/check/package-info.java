/**
 * The check of a rules directory: what is there and what is wrong with it. Start at {@link
 * dev.tocsin.rules.check.RuleCheck}. It must never know a terminal.
 */
@NullMarked
package dev.tocsin.rules.check;

import org.jspecify.annotations.NullMarked;
