/** Lists from the API to the stream of events. */
@NullMarked
package dev.tocsin.launcher.lists;

import org.jspecify.annotations.NullMarked;
