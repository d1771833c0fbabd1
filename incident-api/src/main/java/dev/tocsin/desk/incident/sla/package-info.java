/**
 * How soon incidents are to be acknowledged, contained and resolved, and which were not. Start at
 * {@link dev.tocsin.desk.incident.sla.SlaTargets}; it must never know how incidents are changed.
 */
@NullMarked
package dev.tocsin.desk.incident.sla;

import org.jspecify.annotations.NullMarked;
