/**
 * What the document store inside a process is made of: collections that keep their documents in one
 * file, with indexes in memory that are used wherever a filter names their field.
 */
@NullMarked
package dev.tocsin.embedded.document;

import org.jspecify.annotations.NullMarked;
