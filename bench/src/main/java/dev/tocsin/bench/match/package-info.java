/**
 * How fast rules are matched, without a machine: one thread, events from a file. Start at {@link
 * dev.tocsin.bench.match.MatchCommand}. It must never know Kafka.
 */
@NullMarked
package dev.tocsin.bench.match;

import org.jspecify.annotations.NullMarked;
