/**
 * Who may send events: tokens are made, listed and revoked here, and published to the bridges.
 * Start reading at {@link dev.tocsin.desk.token.TokenHandler}. It must never keep a secret.
 */
@NullMarked
package dev.tocsin.desk.token;

import org.jspecify.annotations.NullMarked;
