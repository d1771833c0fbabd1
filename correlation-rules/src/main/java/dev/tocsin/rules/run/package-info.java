/**
 * Rules without Kafka: reads a directory of rules, runs them over events in memory, and runs the
 * tests that stand beside them. Start at {@link dev.tocsin.rules.run.RuleTester}. It must never
 * know a broker, nor how an event is normalized.
 */
@NullMarked
package dev.tocsin.rules.run;

import org.jspecify.annotations.NullMarked;
