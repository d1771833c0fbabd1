/**
 * Who changed what, when: written with the change itself, kept as history, published to Kafka.
 * Start at {@link dev.tocsin.desk.change.Change} and {@link
 * dev.tocsin.desk.change.OutboxPublisher}; it must never know HTTP.
 */
@NullMarked
package dev.tocsin.desk.change;

import org.jspecify.annotations.NullMarked;
