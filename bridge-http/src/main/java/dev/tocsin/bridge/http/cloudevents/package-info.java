/**
 * The door for CloudEvents 1.0 over HTTP: {@code POST /cloudevents}, in the binary, the structured
 * and the batched content mode. Start at {@link
 * dev.tocsin.bridge.http.cloudevents.CloudEventsHandler}. It must never know another protocol.
 */
@NullMarked
package dev.tocsin.bridge.http.cloudevents;

import org.jspecify.annotations.NullMarked;
