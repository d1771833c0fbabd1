/**
 * The AMQP 0-9-1 door: consumes a queue, hands each message to the gateway, and acknowledges it
 * only when Kafka has it. Start reading at {@link dev.tocsin.bridge.rabbit.RabbitConsumer}, then
 * {@link dev.tocsin.bridge.rabbit.Session}. It must never know what an event means, nor how it is
 * published.
 */
@NullMarked
package dev.tocsin.bridge.rabbit;

import org.jspecify.annotations.NullMarked;
