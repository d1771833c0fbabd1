package dev.tocsin.rules.source;

/** How a scalar is written in one line: plain where that reads the same, else with quotes. */
final class ScalarText {
    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`=<~";

    private ScalarText() {}

    static String of(Yaml.Scalar scalar) {
        if (scalar.kind() != Yaml.Kind.TEXT) {
            return scalar.text();
        }
        return scalar.plain() && isPlain(scalar.text()) ? scalar.text() : quoted(scalar.text());
    }

    /** Keys are texts, whatever they look like. */
    static String ofKey(String key) {
        return isPlain(key) ? key : quoted(key);
    }

    /** Whether a text of several lines can stand in a literal block. */
    static boolean isBlock(String text) {
        if (text.indexOf('\n') < 0 || text.endsWith("\n\n") || !isPrintable(text, true)) {
            return false;
        }
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty() && (line.isBlank() || Character.isWhitespace(line.charAt(0)))) {
                return false;
            }
        }
        return text.charAt(0) != '\n';
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty()
                && INDICATORS.indexOf(text.charAt(0)) < 0
                && text.charAt(0) != ' '
                && !text.endsWith(" ")
                && !text.endsWith(":")
                && !text.contains(": ")
                && !text.contains(" #")
                && !text.startsWith("...")
                && isPrintable(text, false);
    }

    private static boolean isPrintable(String text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isPrintable(c) && !(lines && c == '\n')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(char c) {
        return (c >= 0x20 && c < 0x7f)
                || (c > 0x9f && c != '\u2028' && c != '\u2029' && c != '\ufeff' && c < '\ufffe');
    }

    private static String quoted(String text) {
        return isPrintable(text, false) ? "'" + text.replace("'", "''") + "'" : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (isPrintable(c)) {
                        out.append(c);
                    } else {
                        out.append("\\u%04x".formatted((int) c));
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
