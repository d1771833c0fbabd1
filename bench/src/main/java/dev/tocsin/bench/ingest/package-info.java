/**
 * Measures the bridges: a broker and a bridge in processes of their own, and senders in this one.
 * Start reading at {@link dev.tocsin.bench.ingest.IngestCommand}. Knows of the bridges only how
 * they are started and what they answer.
 */
@NullMarked
package dev.tocsin.bench.ingest;

import org.jspecify.annotations.NullMarked;
