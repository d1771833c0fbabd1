/**
 * Starting, watching and stopping the processes of an all-in-one machine. Start reading at {@link
 * dev.tocsin.launcher.supervise.Supervisor}; which processes there are is in {@link
 * dev.tocsin.launcher.supervise.Machine}. Must never know what the processes do.
 */
@NullMarked
package dev.tocsin.launcher.supervise;

import org.jspecify.annotations.NullMarked;
