package dev.tocsin.desk.http;

import java.util.List;
import java.util.stream.Collectors;

/** Rows of CSV (RFC 4180). */
public final class Csv {
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    /** One row with its line end. Texts of others must be {@link #defused} before. */
    public static String row(List<String> cells) {
        return cells.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    /**
     * A text that a spreadsheet takes for a text: one that begins with one of {@code = + - @} would
     * be a formula, so it gets an apostrophe in front (OWASP, CSV injection).
     */
    public static String defused(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
