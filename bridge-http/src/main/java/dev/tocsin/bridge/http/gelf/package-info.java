/**
 * The door for Graylog's extended log format: {@code POST /gelf}, GELF 1.1. Start at {@link
 * dev.tocsin.bridge.http.gelf.GelfHandler}. It must never know another protocol.
 */
@NullMarked
package dev.tocsin.bridge.http.gelf;

import org.jspecify.annotations.NullMarked;
