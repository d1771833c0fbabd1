/**
 * Plugins in jars: found at the start, each call on a thread that can be left behind. Start at
 * {@link dev.tocsin.topology.plugin.PluginHost}. Knows no Kafka.
 */
@NullMarked
package dev.tocsin.topology.plugin;

import org.jspecify.annotations.NullMarked;
