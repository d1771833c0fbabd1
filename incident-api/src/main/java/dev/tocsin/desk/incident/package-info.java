/** Incidents and their notes. Start at {@link dev.tocsin.desk.incident.IncidentStore}. */
@NullMarked
package dev.tocsin.desk.incident;

import org.jspecify.annotations.NullMarked;
