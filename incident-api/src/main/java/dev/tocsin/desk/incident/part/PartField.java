package dev.tocsin.desk.incident.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Texts;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One member that a kind of part has.
 *
 * @param name its name
 * @param required whether a new part must have it
 * @param initial what it is in a new part that does not say; null for nothing
 * @param reader how a caller's value is checked
 */
record PartField(String name, boolean required, @Nullable JsonNode initial, Reader reader) {
    private static final int MAX_SHORT = 100;

    /** Checks a value: null when it is absent, null or faulty. */
    interface Reader {
        @Nullable JsonNode read(Fields fields, String name);
    }

    /** A text of at most {@code max} characters. */
    static PartField text(String name, int max) {
        return checked(name, max, text -> text);
    }

    /** A time; kept in UTC with milliseconds. */
    static PartField time(String name) {
        return checked(name, MAX_SHORT, text -> Texts.time(Texts.moment(text)));
    }

    /** One of some names. */
    static PartField oneOf(String name, List<String> names) {
        return checked(
                name,
                MAX_SHORT,
                text -> {
                    if (names.contains(text)) {
                        return text;
                    }
                    throw new IllegalArgumentException(
                            "Expected one of " + String.join(", ", names) + ", but found " + text);
                });
    }

    /** A text of a certain form, which {@code example} has. */
    static PartField matching(String name, String example, Pattern form) {
        return checked(
                name,
                MAX_SHORT,
                text -> {
                    if (form.matcher(text).matches()) {
                        return text;
                    }
                    throw new IllegalArgumentException(
                            "Expected a text such as " + example + ", but found " + text);
                });
    }

    /** True or false; false when a new part does not say. */
    static PartField flag(String name) {
        return new PartField(
                name,
                false,
                BooleanNode.FALSE,
                (fields, n) -> {
                    Boolean value = fields.optionalFlag(n);
                    return value == null ? null : BooleanNode.valueOf(value);
                });
    }

    /** This member, which every part has. */
    PartField always() {
        return new PartField(name, true, initial, reader);
    }

    /** This member, with what it is in a new part that does not say. */
    PartField initially(String value) {
        return new PartField(name, required, TextNode.valueOf(value), reader);
    }

    /** Whether a part may be without it. */
    boolean removable() {
        return !required && initial == null;
    }

    private static PartField checked(String name, int max, UnaryOperator<String> check) {
        return new PartField(
                name,
                false,
                null,
                (fields, n) -> {
                    String value = fields.optional(n, max, check);
                    return value == null ? null : TextNode.valueOf(value);
                });
    }
}
