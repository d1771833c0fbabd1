/**
 * Limits of what callers may ask for in a time: where a request comes from, buckets of tokens, and
 * delays that grow with every failure. Start at {@link dev.tocsin.desk.limit.ClientAddress}; it
 * must never know what a request is about.
 */
@NullMarked
package dev.tocsin.desk.limit;

import org.jspecify.annotations.NullMarked;
