/**
 * The door for Loki's push protocol: {@code POST /loki/api/v1/push}, protobuf in a snappy block, or
 * JSON. Start at {@link dev.tocsin.bridge.http.loki.LokiHandler}; what an event looks like behind
 * the door is {@link dev.tocsin.bridge.http.loki.LokiItems}'s. It must never know another protocol.
 */
@NullMarked
package dev.tocsin.bridge.http.loki;

import org.jspecify.annotations.NullMarked;
