/**
 * The door for what sends to Splunk: the HTTP Event Collector. Start reading at {@link
 * dev.tocsin.bridge.http.splunk.SplunkRoutes}, then {@code CollectorHandler}. It must never know
 * what an event means: envelopes are kept as they come, and lines get one.
 */
@NullMarked
package dev.tocsin.bridge.http.splunk;

import org.jspecify.annotations.NullMarked;
