/**
 * How Tocsin reads and writes JSON. Start at {@link dev.tocsin.json.Json}; it must never know what
 * a document means.
 */
@NullMarked
package dev.tocsin.json;

import org.jspecify.annotations.NullMarked;
