/** Tests of the package of the same name. */
@NullMarked
package dev.tocsin.desk.event;

import org.jspecify.annotations.NullMarked;
