package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.value.DecimalText;
import dev.tocsin.rules.value.Fold;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A scalar of an event; what tests need of it is derived once. Not thread-safe. */
final class Value {
    private final String text;
    private final boolean number;
    private @Nullable String folded;
    private @Nullable String canonical;
    private boolean canonicalKnown;

    private Value(String text, boolean number) {
        this.text = text;
        this.number = number;
    }

    /** The value of a scalar node, or null for a JSON null, an object or an array. */
    static @Nullable Value of(JsonNode node) {
        if (node.isTextual()) {
            return new Value(node.textValue(), false);
        }
        if (node.isNumber()) {
            return new Value(DecimalText.canonical(node), true);
        }
        return node.isBoolean() ? new Value(node.asText(), false) : null;
    }

    /** As in the event; numbers in canonical decimals. */
    String text() {
        return text;
    }

    /** Without regard to case. */
    String folded() {
        String known = folded;
        if (known == null) {
            known = Fold.fold(text);
            folded = known;
        }
        return known;
    }

    /** The canonical text of the number that this value is or spells, or null. */
    @Nullable String canonical() {
        if (!canonicalKnown) {
            canonical = number ? text : DecimalText.canonical(text);
            canonicalKnown = true;
        }
        return canonical;
    }

    /** The number that this value is or spells, or null. */
    @Nullable BigDecimal decimal() {
        String known = canonical();
        return known == null ? null : DecimalText.parse(text);
    }
}
