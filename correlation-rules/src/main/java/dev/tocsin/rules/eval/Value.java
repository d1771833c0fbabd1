package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.value.DecimalText;
import dev.tocsin.rules.value.Fold;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A scalar of an event; what tests need of it is derived once. Not thread-safe. */
final class Value {
    private final JsonNode node;
    private @Nullable String text;
    private @Nullable String folded;
    private byte @Nullable [] bytes;
    private @Nullable String canonical;
    private boolean canonicalKnown;

    private Value(JsonNode node) {
        this.node = node;
        this.text = node.textValue();
    }

    /** The value of a scalar node, or null for a JSON null, an object or an array. */
    static @Nullable Value of(JsonNode node) {
        return node.isValueNode() && !node.isNull() && !node.isMissingNode()
                ? new Value(node)
                : null;
    }

    /** As in the event; numbers in canonical decimals. */
    String text() {
        String known = text;
        if (known == null) {
            known = node.isNumber() ? DecimalText.canonical(node) : node.asText();
            text = known;
        }
        return known;
    }

    /** Without regard to case. */
    String folded() {
        String known = folded;
        if (known == null) {
            known =
                    isAscii()
                            ? new String(bytes(), StandardCharsets.ISO_8859_1)
                            : Fold.fold(text());
            folded = known;
        }
        return known;
    }

    /** Whether the text is nothing but ASCII: any other character takes more bytes than one. */
    boolean isAscii() {
        return bytes().length == text().length();
    }

    /** The folded text in {@link FoldedBytes}. */
    byte[] bytes() {
        byte[] known = bytes;
        if (known == null) {
            known = FoldedBytes.of(text());
            bytes = known;
        }
        return known;
    }

    /** Whether this is an integral JSON number that fits in a long: {@link #asLong} then. */
    boolean isLong() {
        return node.isIntegralNumber() && node.canConvertToLong();
    }

    long asLong() {
        return node.longValue();
    }

    /** The canonical text of the number that this value is or spells, or null. */
    @Nullable String canonical() {
        if (!canonicalKnown) {
            // A JSON number beyond the largest double is read as infinite: that is none.
            boolean number =
                    node.isNumber() && (!node.isDouble() || Double.isFinite(node.doubleValue()));
            canonical = number ? text() : DecimalText.canonical(text());
            canonicalKnown = true;
        }
        return canonical;
    }

    /** The number that this value is or spells, or null. */
    @Nullable BigDecimal decimal() {
        String known = canonical();
        return known == null ? null : DecimalText.parse(text());
    }
}
