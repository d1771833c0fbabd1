/**
 * Alerts as the topology emits them, the API stores them and the console shows them. Start at
 * {@link dev.tocsin.alert.Alert}; the wire form is {@link dev.tocsin.alert.AlertJson}.
 */
@NullMarked
package dev.tocsin.alert;

import org.jspecify.annotations.NullMarked;
