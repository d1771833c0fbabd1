/**
 * What one process of the all-in-one machine runs. Start reading at {@link
 * dev.tocsin.launcher.run.Role}. Must never know of the other processes: they meet in Kafka.
 */
@NullMarked
package dev.tocsin.launcher.run;

import org.jspecify.annotations.NullMarked;
