package dev.tocsin.desk.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One text for one JSON value: RFC 8785, except that integers keep all their digits. Members are in
 * the order of their names, there is no white space, characters are not escaped without need.
 */
final class CanonicalJson {
    private static final String ESCAPED = "\b\t\n\f\r\"\\";
    private static final String LETTERS = "btnfr\"\\";
    private static final int MOST_DIGITS = 21;
    private static final int MOST_ZEROS = 6;
    private static final MathContext ONE_DIGIT = new MathContext(1);

    private CanonicalJson() {}

    /** The bytes of a value in UTF-8; the same for every order of its members. */
    static byte[] of(JsonNode value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The text of a value. */
    static String text(JsonNode value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(JsonNode value, StringBuilder out) {
        if (value.isObject()) {
            object(value, out);
        } else if (value.isArray()) {
            String before = "[";
            for (JsonNode item : value) {
                out.append(before);
                write(item, out);
                before = ",";
            }
            out.append(value.isEmpty() ? "[]" : "]");
        } else if (value.isNumber() && !Double.isInfinite(value.doubleValue())) {
            out.append(value.isIntegralNumber() ? value.asText() : number(value.doubleValue()));
        } else if (value.isBoolean() || value.isNull()) {
            out.append(value.asText());
        } else {
            string(value.asText(), out);
        }
    }

    private static void object(JsonNode value, StringBuilder out) {
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        String before = "{";
        for (String name : names) {
            out.append(before);
            string(name, out);
            out.append(':');
            write(value.path(name), out);
            before = ",";
        }
        out.append(names.isEmpty() ? "{}" : "}");
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int special = ESCAPED.indexOf(c);
            if (special >= 0) {
                out.append('\\').append(LETTERS.charAt(special));
            } else if (c < ' ' || isHalf(text, i)) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** Half a character has no UTF-8. */
    private static boolean isHalf(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c)
                && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /** As ECMAScript writes it. */
    private static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = shortest(Math.abs(value));
        String digits = exact.unscaledValue().toString();
        int point = digits.length() - exact.scale();
        return (value < 0 ? "-" : "") + placed(digits, point);
    }

    /** Java writes two digits where one would do. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal shorter = exact.round(ONE_DIGIT);
        return shorter.doubleValue() == value ? shorter.stripTrailingZeros() : exact;
    }

    private static String placed(String digits, int point) {
        int length = digits.length();
        if (point > MOST_DIGITS || point <= -MOST_ZEROS) {
            String rest = length == 1 ? "" : "." + digits.substring(1);
            return digits.charAt(0) + rest + (point > 0 ? "e+" : "e") + (point - 1);
        }
        if (point >= length) {
            return digits + "0".repeat(point - length);
        }
        return point > 0
                ? digits.substring(0, point) + "." + digits.substring(point)
                : "0." + "0".repeat(-point) + digits;
    }
}
