/**
 * From the body of a request or message to its events, as ranges of the body's own bytes. Start at
 * {@link dev.tocsin.bridge.split.BodySplitter}. It must never know Kafka or a transport.
 */
@NullMarked
package dev.tocsin.bridge.split;

import org.jspecify.annotations.NullMarked;
