/**
 * Addresses and networks, and calls to addresses that come from settings or users. Start at {@link
 * dev.tocsin.desk.net.OutgoingClient}; it must never know what a call is for.
 */
@NullMarked
package dev.tocsin.desk.net;

import org.jspecify.annotations.NullMarked;
