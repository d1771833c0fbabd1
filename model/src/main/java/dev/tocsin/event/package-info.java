/**
 * What Tocsin knows of an event: where it lies and what kind of log it comes from. Start at {@link
 * dev.tocsin.event.EventRef} and {@link dev.tocsin.event.LogSource}.
 */
@NullMarked
package dev.tocsin.event;

import org.jspecify.annotations.NullMarked;
