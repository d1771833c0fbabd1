/**
 * Alerts as the topology emits them and people triage them. Start at {@link
 * dev.tocsin.desk.alert.AlertStore}; it must never know how rules work.
 */
@NullMarked
package dev.tocsin.desk.alert;

import org.jspecify.annotations.NullMarked;
