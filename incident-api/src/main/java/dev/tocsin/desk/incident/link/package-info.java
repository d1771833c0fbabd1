/**
 * Links between incidents. Start at {@link dev.tocsin.desk.incident.link.IncidentLinks}: a link is
 * one document, which both incidents read, so that there are no two sides that could disagree.
 */
@NullMarked
package dev.tocsin.desk.incident.link;

import org.jspecify.annotations.NullMarked;
