/**
 * Requests that are sent again: one Idempotency-Key makes one thing. Start at {@link
 * dev.tocsin.desk.once.RepeatedRequests}; it must never know a resource.
 */
@NullMarked
package dev.tocsin.desk.once;

import org.jspecify.annotations.NullMarked;
