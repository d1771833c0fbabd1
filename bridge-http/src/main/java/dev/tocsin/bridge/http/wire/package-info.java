/**
 * Reads bodies without building them: where the fields of a protobuf message and the values of a
 * JSON document stand, so that each item of a body is decoded alone, and one that is broken costs
 * nothing but itself. Start at {@link dev.tocsin.bridge.http.wire.Message}. It must never know a
 * protocol.
 */
@NullMarked
package dev.tocsin.bridge.http.wire;

import org.jspecify.annotations.NullMarked;
