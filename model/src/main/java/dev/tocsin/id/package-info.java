/**
 * Ids that are functions of content. Start at {@link dev.tocsin.id.ContentId}; never random, never
 * a clock.
 */
@NullMarked
package dev.tocsin.id;

import org.jspecify.annotations.NullMarked;
