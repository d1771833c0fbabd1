/**
 * The live stream. Every replica reads the topics itself, so it works with any number of them.
 * Start at {@link dev.tocsin.desk.stream.StreamTail}.
 */
@NullMarked
package dev.tocsin.desk.stream;

import org.jspecify.annotations.NullMarked;
