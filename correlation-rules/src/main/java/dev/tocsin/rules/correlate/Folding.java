package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.id.ContentId;
import dev.tocsin.rules.value.DecimalText;
import dev.tocsin.rules.value.Fold;
import org.jspecify.annotations.Nullable;

/**
 * How group values and distinct values compare: without case, as {@link String#equalsIgnoreCase},
 * and numbers by their canonical decimal text, so that {@code 42}, {@code 42.0} and {@code "42"}
 * are one value.
 *
 * <p>A longer text than {@value #MOST_CHARS} characters is its beginning and a hash of the whole:
 * as distinct as it was, and short enough that no sender can make a state too large to be written.
 */
final class Folding {
    static final int MOST_CHARS = 512;

    private static final char CUT = '\u2026';
    private static final int HASH_CHARS = 32;

    private Folding() {}

    /**
     * The text of a scalar, shortened, numbers in canonical form; null for null, objects and lists.
     */
    static @Nullable String text(JsonNode value) {
        if (value.isNull() || value.isContainerNode()) {
            return null;
        }
        return shortened(value.isNumber() ? DecimalText.canonical(value) : value.asText());
    }

    /** A text of at most {@value #MOST_CHARS} characters, which differs where the text does. */
    static String shortened(String text) {
        if (text.length() <= MOST_CHARS) {
            return text;
        }
        int end = MOST_CHARS - HASH_CHARS - 1;
        end = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
        return text.substring(0, end) + CUT + ContentId.of(fold(text));
    }

    /** The same text for all texts that differ in case only. */
    static String fold(String text) {
        return Fold.fold(text);
    }
}
