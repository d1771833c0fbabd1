package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.value.DecimalText;
import dev.tocsin.rules.value.Fold;
import org.jspecify.annotations.Nullable;

/**
 * How group values and distinct values compare: without case, as {@link String#equalsIgnoreCase},
 * and numbers by their canonical decimal text, so that {@code 42}, {@code 42.0} and {@code "42"}
 * are one value.
 */
final class Folding {
    private Folding() {}

    /** The text of a scalar, numbers in canonical form; null for null, objects and lists. */
    static @Nullable String text(JsonNode value) {
        if (value.isNull() || value.isContainerNode()) {
            return null;
        }
        return value.isNumber() ? DecimalText.canonical(value) : value.asText();
    }

    /** The same text for all texts that differ in case only. */
    static String fold(String text) {
        return Fold.fold(text);
    }
}
