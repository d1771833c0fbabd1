/**
 * What a plugin for normalization is: the one interface that authors of plugins compile against.
 * Start at {@link dev.tocsin.plugin.EventPlugin}; it must never know anything else of Tocsin.
 */
@NullMarked
package dev.tocsin.plugin;

import org.jspecify.annotations.NullMarked;
