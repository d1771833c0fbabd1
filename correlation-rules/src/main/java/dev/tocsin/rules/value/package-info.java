/**
 * What a value is: case folding, canonical numbers, addresses and networks, and where a field lies
 * in an event. Start at {@link dev.tocsin.rules.value.FieldPath}. It must never know a rule.
 */
@NullMarked
package dev.tocsin.rules.value;

import org.jspecify.annotations.NullMarked;
