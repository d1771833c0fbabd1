/** Notes of incidents and comments on alerts: each its own document, with what it said before. */
@NullMarked
package dev.tocsin.desk.note;

import org.jspecify.annotations.NullMarked;
