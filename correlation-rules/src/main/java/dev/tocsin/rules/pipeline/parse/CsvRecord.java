package dev.tocsin.rules.pipeline.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of comma-separated values (RFC 4180): a value in double quotes may have separators and
 * line breaks, and a double quote if it is written twice.
 */
public record CsvRecord(char separator) {
    /** The most values of a record. */
    public static final int MOST_VALUES = 1_000;

    /** The values, or null when the text is no record. */
    public @Nullable List<String> read(String text) {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (values.size() < MOST_VALUES) {
            boolean quoted = at < text.length() && text.charAt(at) == '"';
            int end = quoted ? closing(text, at) : end(text, at);
            if (end < 0) {
                return null;
            }
            values.add(quoted ? plain(text, at, end) : text.substring(at, end));
            at = quoted ? end + 1 : end;
            if (at >= text.length()) {
                return values;
            }
            if (text.charAt(at++) != separator) {
                return null;
            }
        }
        return null;
    }

    private int end(String text, int from) {
        int end = text.indexOf(separator, from);
        return end < 0 ? text.length() : end;
    }

    /** Where the quote is that ends the value; negative when there is none. */
    private static int closing(String text, int from) {
        int at = text.indexOf('"', from + 1);
        while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == '"') {
            at = text.indexOf('"', at + 2);
        }
        return at;
    }

    private static String plain(String text, int from, int end) {
        return text.substring(from + 1, end).replace("\"\"", "\"");
    }
}
