/**
 * The last stop of an alert before its topic. Start at {@link
 * dev.tocsin.topology.alert.AlertProcessor}. Must never know why it fired.
 */
@NullMarked
package dev.tocsin.topology.alert;

import org.jspecify.annotations.NullMarked;
