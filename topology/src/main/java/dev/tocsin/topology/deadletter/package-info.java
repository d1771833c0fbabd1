/**
 * What cannot be processed. Start at {@link dev.tocsin.topology.deadletter.RawReader}. Must never
 * throw an event away.
 */
@NullMarked
package dev.tocsin.topology.deadletter;

import org.jspecify.annotations.NullMarked;
