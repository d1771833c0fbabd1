/** Tests of the package of the same name. */
@NullMarked
package dev.tocsin.desk.http;

import org.jspecify.annotations.NullMarked;
