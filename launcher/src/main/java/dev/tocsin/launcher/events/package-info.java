/**
 * Events out of files, for the commands of rule authors: found in whatever JSON the file is, and
 * normalized as the topology does. Start at {@link dev.tocsin.launcher.events.EventFile}. It must
 * never hold more than one event of a file.
 */
@NullMarked
package dev.tocsin.launcher.events;

import org.jspecify.annotations.NullMarked;
