/**
 * The HTTP door: takes requests, checks who sends, undoes the encoding, hands the body to the
 * gateway and answers. Start reading at {@link dev.tocsin.bridge.http.IngestServer}, then {@link
 * dev.tocsin.bridge.http.EventsHandler}. It must never know what an event means, nor how it is
 * published.
 */
@NullMarked
package dev.tocsin.bridge.http;

import org.jspecify.annotations.NullMarked;
