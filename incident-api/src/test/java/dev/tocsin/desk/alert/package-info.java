/** Tests of the package of the same name. */
@NullMarked
package dev.tocsin.desk.alert;

import org.jspecify.annotations.NullMarked;
