/** Tests of the package of the same name. */
@NullMarked
package dev.tocsin.desk.auth.account;

import org.jspecify.annotations.NullMarked;
