/**
 * The gateway behind every door: it splits what a sender sent into events, writes each to Kafka
 * byte for byte, keeps what is malformed as a dead letter, and answers only when Kafka has it all.
 * Start reading at {@link dev.tocsin.bridge.EventGateway#accept}. It must never know a transport
 * (HTTP, AMQP), nor what an event means.
 */
@NullMarked
package dev.tocsin.bridge;

import org.jspecify.annotations.NullMarked;
