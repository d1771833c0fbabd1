package dev.tocsin.desk.veris;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows of a table (RFC 4180). */
final class CsvRow {
    private static final String FORMULA = "=+-@\t\r";

    private CsvRow() {}

    static byte[] of(String first, List<String> more) {
        String row =
                Stream.concat(Stream.of(first), more.stream())
                        .map(CsvRow::quoted)
                        .collect(Collectors.joining(",", "", "\r\n"));
        return row.getBytes(StandardCharsets.UTF_8);
    }

    /** A text that a spreadsheet takes for a text, never for a formula. */
    static String defused(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** A text that UTF-8 can tell: halves of characters are question marks. */
    static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
