/**
 * Bringing rule files to the topology. Start reading at {@link
 * dev.tocsin.launcher.rules.RulePublisher}. Must never know what a rule means: the compiler says
 * whether a file is good.
 */
@NullMarked
package dev.tocsin.launcher.rules;

import org.jspecify.annotations.NullMarked;
