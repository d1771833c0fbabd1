/** Notes of incidents and comments on alerts: only ever added, each its own document. */
@NullMarked
package dev.tocsin.desk.note;

import org.jspecify.annotations.NullMarked;
