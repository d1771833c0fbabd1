/** Tests of the figures. */
@NullMarked
package dev.tocsin.desk.metric;

import org.jspecify.annotations.NullMarked;
