/** Chromium drives the console of a whole machine. */
@NullMarked
package dev.tocsin.launcher.console;

import org.jspecify.annotations.NullMarked;
