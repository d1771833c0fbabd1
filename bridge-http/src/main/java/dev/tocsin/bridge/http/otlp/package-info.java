/**
 * The door for the OpenTelemetry protocol: {@code POST /v1/logs}, OTLP/HTTP with protobuf or JSON.
 * Start at {@link dev.tocsin.bridge.http.otlp.OtlpHandler}; what an event looks like behind the
 * door is {@link dev.tocsin.bridge.http.otlp.OtlpEvent}'s. It must never know another protocol.
 */
@NullMarked
package dev.tocsin.bridge.http.otlp;

import org.jspecify.annotations.NullMarked;
