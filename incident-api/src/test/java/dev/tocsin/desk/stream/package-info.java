/** Tests of the package of the same name. */
@NullMarked
package dev.tocsin.desk.stream;

import org.jspecify.annotations.NullMarked;
