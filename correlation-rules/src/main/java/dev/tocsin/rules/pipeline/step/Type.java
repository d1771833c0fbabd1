package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.rules.value.IpAddress;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a text can be turned into. */
public enum Type {
    /** A whole number of 64 bits, from decimal digits or {@code 0x} and hexadecimal ones. */
    INTEGER("a whole number") {
        @Override
        @Nullable JsonNode of(String text) {
            boolean hex = text.startsWith("0x") || text.startsWith("0X");
            try {
                long number = hex ? Long.parseLong(text, 2, text.length(), 16) : decimal(text);
                return number == (int) number
                        ? IntNode.valueOf((int) number)
                        : LongNode.valueOf(number);
            } catch (NumberFormatException _) {
                return null;
            }
        }
    },
    /** A number. */
    FLOAT("a number") {
        @Override
        @Nullable JsonNode of(String text) {
            try {
                double number = Double.parseDouble(text);
                boolean digits = Character.isDigit(text.charAt(text.length() - 1));
                return digits && Double.isFinite(number) ? DoubleNode.valueOf(number) : null;
            } catch (NumberFormatException _) {
                return null;
            }
        }
    },
    /** True or false, from the usual words. */
    BOOLEAN("true or false") {
        @Override
        @Nullable JsonNode of(String text) {
            Boolean value = WORDS.get(text.toLowerCase(Locale.ROOT));
            return value == null ? null : BooleanNode.valueOf(value);
        }
    },
    /** An IP address. */
    IP("an IP address") {
        @Override
        @Nullable JsonNode of(String text) {
            return IpAddress.parse(text) == null ? null : TextNode.valueOf(text);
        }
    },
    /** The text itself. */
    TEXT("a text") {
        @Override
        JsonNode of(String text) {
            return TextNode.valueOf(text);
        }
    };

    private static final Map<String, Boolean> WORDS =
            Map.of(
                    "true", true, "yes", true, "on", true, "1", true, "false", false, "no", false,
                    "off", false, "0", false);

    private static final Map<String, Type> NAMES =
            Map.of(
                    "integer", INTEGER, "int", INTEGER, "long", INTEGER, "float", FLOAT, "double",
                    FLOAT, "number", FLOAT, "boolean", BOOLEAN, "ip", IP, "text", TEXT);

    private final String expected;

    Type(String expected) {
        this.expected = expected;
    }

    /** The type of a name, or null. */
    public static @Nullable Type named(String name) {
        return name.equals("string") ? TEXT : NAMES.get(name);
    }

    /** The value that a text spells, or null when it spells none. */
    abstract @Nullable JsonNode of(String text);

    /** The same of a scalar; a number is a whole number if it has no fraction. */
    @Nullable JsonNode of(JsonNode value) {
        if (value.isContainerNode()) {
            return null;
        }
        boolean already =
                switch (this) {
                    case INTEGER -> value.isIntegralNumber();
                    case FLOAT -> value.isNumber();
                    case BOOLEAN -> value.isBoolean();
                    case IP -> false;
                    case TEXT -> value.isTextual();
                };
        return already ? value : of(value.asText().strip());
    }

    /** What it is, after "Expected". */
    String expected() {
        return expected;
    }

    /** {@code 42} and {@code 42.0}. */
    private static long decimal(String text) {
        return Long.parseLong(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
    }
}
