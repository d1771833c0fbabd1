/**
 * How a bridge runs as a process of its own, with settings from the environment or a file. Start at
 * {@link dev.tocsin.bridge.config.BridgeProcess}. It must never know what a setting is for.
 */
@NullMarked
package dev.tocsin.bridge.config;

import org.jspecify.annotations.NullMarked;
