/**
 * How a bridge reads its settings from the environment and shows them to people. Start at {@link
 * dev.tocsin.bridge.config.Settings}. It must never know what a setting is for.
 */
@NullMarked
package dev.tocsin.bridge.config;

import org.jspecify.annotations.NullMarked;
