package dev.tocsin.rules.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Canonical decimal text: two numbers are equal exactly if their canonical texts are. {@code 42},
 * {@code 42.0} and {@code 4.2e1} are {@code 42}; {@code 042}, {@code +42} and {@code 0x2a} are not
 * numbers (RFC 8259, section 6).
 */
public final class DecimalText {
    /** Longer texts are not read as numbers: parsing them would cost more than they can mean. */
    public static final int MAX_LENGTH = 100;

    private static final int MAX_SCALE = 400;

    private DecimalText() {}

    /** The canonical text of a number in JSON's grammar, or null when the text is none. */
    public static @Nullable String canonical(String text) {
        int end = integerEnd(text);
        if (end < 0 || text.length() > MAX_LENGTH) {
            return null;
        }
        if (end == text.length() && !text.equals("-0")) {
            return text;
        }
        BigDecimal number = parse(text);
        return number == null ? null : canonical(number);
    }

    /** The canonical text of a number. */
    public static String canonical(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return Math.abs((long) stripped.scale()) > MAX_SCALE
                ? stripped.unscaledValue() + "E" + -(long) stripped.scale()
                : stripped.toPlainString();
    }

    /** The canonical text of a JSON number node. */
    public static String canonical(JsonNode number) {
        if (number.isIntegralNumber()) {
            return number.asText();
        }
        return Double.isFinite(number.doubleValue()) || number.isBigDecimal()
                ? canonical(number.decimalValue())
                : number.asText();
    }

    /** The number of a text in JSON's grammar, or null when the text is none. */
    public static @Nullable BigDecimal parse(String text) {
        int end = integerEnd(text);
        if (end < 0 || text.length() > MAX_LENGTH) {
            return null;
        }
        end = fractionEnd(text, end);
        end = end < 0 ? end : exponentEnd(text, end);
        if (end != text.length()) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) {
            return null; // an exponent beyond what a decimal can hold
        }
    }

    private static int integerEnd(String text) {
        int i = !text.isEmpty() && text.charAt(0) == '-' ? 1 : 0;
        int end = digitsEnd(text, i);
        boolean leadingZero = end > i + 1 && text.charAt(i) == '0';
        return end == i || leadingZero ? -1 : end;
    }

    private static int fractionEnd(String text, int at) {
        if (at == text.length() || text.charAt(at) != '.') {
            return at;
        }
        int end = digitsEnd(text, at + 1);
        return end == at + 1 ? -1 : end;
    }

    private static int exponentEnd(String text, int at) {
        if (at == text.length() || (text.charAt(at) | 0x20) != 'e') {
            return at;
        }
        int digits = at + 1;
        if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
            digits++;
        }
        int end = digitsEnd(text, digits);
        return end == digits ? -1 : end;
    }

    private static int digitsEnd(String text, int at) {
        int i = at;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
