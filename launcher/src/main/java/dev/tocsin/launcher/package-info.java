/**
 * The command line and the all-in-one machine. Start reading at {@link dev.tocsin.launcher.Tocsin};
 * what {@code ./tocsin up} starts is in {@code supervise}. Must never know how an event is
 * processed: it only starts, watches and asks the other modules.
 */
@NullMarked
package dev.tocsin.launcher;

import org.jspecify.annotations.NullMarked;
