/** Comments on alerts. */
@NullMarked
package dev.tocsin.desk.alert.comment;

import org.jspecify.annotations.NullMarked;
