/**
 * How the desk does: how long its steps take, and how often its rules are wrong. Start at {@link
 * dev.tocsin.desk.metric.DeskFigures}; it must never change anything.
 */
@NullMarked
package dev.tocsin.desk.metric;

import org.jspecify.annotations.NullMarked;
