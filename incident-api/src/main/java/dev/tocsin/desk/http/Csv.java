package dev.tocsin.desk.http;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of CSV (RFC 4180). A spreadsheet takes a cell that begins with one of {@code = + - @} for a
 * formula; such a cell gets an apostrophe in front (OWASP, CSV injection).
 */
public final class Csv {
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    /** One row with its line end. */
    public static String row(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
