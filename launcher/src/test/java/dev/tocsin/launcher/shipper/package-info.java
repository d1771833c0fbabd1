/**
 * Real shippers, configured as {@code docs/shippers} says, against a whole machine. Start reading
 * at {@link dev.tocsin.launcher.shipper.ShippersIT}.
 */
@NullMarked
package dev.tocsin.launcher.shipper;

import org.jspecify.annotations.NullMarked;
