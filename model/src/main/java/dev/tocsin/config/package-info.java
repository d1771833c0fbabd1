/**
 * How a process reads its settings from the environment and shows them to people. Start at {@link
 * dev.tocsin.config.Settings}. It must never know what a setting is for.
 */
@NullMarked
package dev.tocsin.config;

import org.jspecify.annotations.NullMarked;
