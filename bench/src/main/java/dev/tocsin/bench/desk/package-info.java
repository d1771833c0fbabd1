/**
 * Measures the incident desk: embedded store and broker, callers over loopback. Start reading at
 * {@link dev.tocsin.bench.desk.DeskCommand}; what is measured is a {@code DeskCase}.
 */
@NullMarked
package dev.tocsin.bench.desk;

import org.jspecify.annotations.NullMarked;
