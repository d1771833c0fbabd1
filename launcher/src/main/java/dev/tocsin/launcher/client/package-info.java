/**
 * Small clients of a running Tocsin, as a shipper and an analyst would use it: for the
 * demonstration, the load driver and the full-stack tests. Start reading at {@link
 * dev.tocsin.launcher.client.IngestClient} and {@link dev.tocsin.launcher.client.AlertStream}. Must
 * never use anything but the public protocols.
 */
@NullMarked
package dev.tocsin.launcher.client;

import org.jspecify.annotations.NullMarked;
