/**
 * The filter language of the desk: one grammar for its lists. Start reading at {@link
 * dev.tocsin.desk.query.QueryParser}; what it gives is turned into a predicate or a filter of the
 * document store, and never handed on as text.
 */
@NullMarked
package dev.tocsin.desk.query;

import org.jspecify.annotations.NullMarked;
