/**
 * What belongs to an incident besides its own members: tasks, observables, timeline entries,
 * theories, mitigations, lessons and techniques, all kept and changed in the same way.
 */
@NullMarked
package dev.tocsin.desk.incident.part;

import org.jspecify.annotations.NullMarked;
