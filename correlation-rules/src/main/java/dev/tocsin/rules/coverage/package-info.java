/**
 * What the field mappings know of the fields that rules use. Start at {@link
 * dev.tocsin.rules.coverage.Coverage}. It must never know a terminal.
 */
@NullMarked
package dev.tocsin.rules.coverage;

import org.jspecify.annotations.NullMarked;
