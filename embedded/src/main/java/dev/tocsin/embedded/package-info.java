/**
 * The servers that an all-in-one machine runs without being installed: Kafka, an AMQP 0-9-1
 * listener, a document store that speaks MongoDB's wire protocol, and Elasticsearch. The launcher
 * and the tests start the same classes. Each has {@code start(…)}, an address and {@code close()}.
 * Must never know what travels through the servers.
 */
@NullMarked
package dev.tocsin.embedded;

import org.jspecify.annotations.NullMarked;
