/** Tests of the filter language. */
@NullMarked
package dev.tocsin.desk.query;

import org.jspecify.annotations.NullMarked;
