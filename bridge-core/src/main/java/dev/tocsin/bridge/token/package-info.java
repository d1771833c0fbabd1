/**
 * Who may send, as the API says it: the tokens of {@link dev.tocsin.topic.Topics#INGEST_TOKENS},
 * read whole and followed. Start reading at {@link dev.tocsin.bridge.token.TokenFollower}. It must
 * never know a transport.
 */
@NullMarked
package dev.tocsin.bridge.token;

import org.jspecify.annotations.NullMarked;
