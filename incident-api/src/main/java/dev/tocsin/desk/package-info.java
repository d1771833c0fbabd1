/**
 * The incident desk: alerts and incidents over REST and server-sent events. Start at {@link
 * dev.tocsin.desk.DeskServer}; it must never know how alerts come about.
 */
@NullMarked
package dev.tocsin.desk;

import org.jspecify.annotations.NullMarked;
