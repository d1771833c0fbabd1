package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How group values and distinct values compare: without case, as {@link String#equalsIgnoreCase},
 * and numbers by their canonical decimal text, so that {@code 42}, {@code 42.0} and {@code "42"}
 * are one value.
 */
final class Folding {
    /** Numbers with more digits than this before or after the point keep their exponent. */
    private static final int MAX_SCALE = 400;

    private Folding() {}

    /** The text of a scalar, numbers in canonical form; null for null, objects and lists. */
    static @Nullable String text(JsonNode value) {
        if (value.isNull() || value.isContainerNode()) {
            return null;
        }
        return value.isNumber() ? canonical(value.decimalValue()) : value.asText();
    }

    /** The same text for all texts that differ in case only. */
    static String fold(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
                return foldFrom(text);
            }
        }
        return text;
    }

    private static String foldFrom(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(codePoint)));
        }
        return folded.toString();
    }

    private static String canonical(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return Math.abs(stripped.scale()) > MAX_SCALE
                ? stripped.toString()
                : stripped.toPlainString();
    }
}
