/**
 * The document store: connection, collections, indexes, counters. Start at {@link
 * dev.tocsin.desk.store.DeskStore}; it must never know what a document means.
 */
@NullMarked
package dev.tocsin.desk.store;

import org.jspecify.annotations.NullMarked;
