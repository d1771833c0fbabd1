/**
 * Who may send events: the token of a sender as the API publishes it and every bridge reads it.
 * Start reading at {@link dev.tocsin.token.IngestToken}. It must never know a secret for longer
 * than it takes to hash it.
 */
@NullMarked
package dev.tocsin.token;

import org.jspecify.annotations.NullMarked;
