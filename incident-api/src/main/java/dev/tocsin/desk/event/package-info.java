/**
 * The events behind an alert, from Elasticsearch. Start at {@link
 * dev.tocsin.desk.event.EventLookup}.
 */
@NullMarked
package dev.tocsin.desk.event;

import org.jspecify.annotations.NullMarked;
