/** Tests of the audit. */
@NullMarked
package dev.tocsin.desk.audit;

import org.jspecify.annotations.NullMarked;
