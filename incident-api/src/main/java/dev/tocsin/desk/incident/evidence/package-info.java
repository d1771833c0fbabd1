/**
 * The evidence of incidents: events with a copy of their documents, which outlives the index they
 * came from. Start at {@link dev.tocsin.desk.incident.evidence.Evidence}; it must never know how
 * events are searched.
 */
@NullMarked
package dev.tocsin.desk.incident.evidence;

import org.jspecify.annotations.NullMarked;
