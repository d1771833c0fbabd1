/** Tests of the package of the same name. */
@NullMarked
package dev.tocsin.desk.store;

import org.jspecify.annotations.NullMarked;
