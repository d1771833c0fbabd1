/**
 * Fields that administrators give incidents beside those that every incident has: their
 * definitions, and the values that incidents have of them. Start at {@link
 * dev.tocsin.desk.incident.custom.CustomFields}; it must never know an incident.
 */
@NullMarked
package dev.tocsin.desk.incident.custom;

import org.jspecify.annotations.NullMarked;
