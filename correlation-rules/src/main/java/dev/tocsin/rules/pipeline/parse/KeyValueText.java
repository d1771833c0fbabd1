package dev.tocsin.rules.pipeline.parse;

import java.util.function.BiConsumer;

/**
 * Pairs in a text, as {@code user=alice msg="two words"}. Values may stand in double or single
 * quotes; in quotes a backslash takes the meaning of the next sign away. What stands between pairs
 * and is none is passed over.
 *
 * @param pair what separates pairs; a space stands for any run of white space
 * @param value what separates a key from its value
 */
public record KeyValueText(String pair, String value) {
    /** More pairs are not read. */
    public static final int MOST_PAIRS = 1_000;

    /**
     * Reads a text.
     *
     * @param found takes each key and its value
     * @return how many pairs there were, at most one more than {@link #MOST_PAIRS}
     */
    public int read(String text, BiConsumer<String, String> found) {
        int pairs = 0;
        int at = skip(text, 0);
        while (at < text.length()) {
            int separator = text.indexOf(value, at);
            if (separator < 0) {
                break;
            }
            int word = pairEnd(text, at);
            if (word < separator) {
                at = skip(text, word);
                continue;
            }
            String key = text.substring(at, separator).strip();
            int from = separator + value.length();
            int end = valueEnd(text, from);
            if (!key.isEmpty() && ++pairs > MOST_PAIRS) {
                break;
            }
            if (!key.isEmpty()) {
                found.accept(key, plain(text, from, end));
            }
            at = skip(text, end);
        }
        return pairs;
    }

    private int valueEnd(String text, int from) {
        char quote = from < text.length() ? text.charAt(from) : ' ';
        if (quote != '"' && quote != '\'') {
            return pairEnd(text, from);
        }
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        return pairEnd(text, from);
    }

    private static String plain(String text, int from, int end) {
        char quote = from < end ? text.charAt(from) : ' ';
        boolean quoted =
                (quote == '"' || quote == '\'') && end > from + 1 && text.charAt(end - 1) == quote;
        if (!quoted) {
            return text.substring(from, end);
        }
        StringBuilder plain = new StringBuilder(end - from);
        for (int i = from + 1; i < end - 1; i++) {
            char c = text.charAt(i);
            plain.append(c == '\\' && i + 2 < end ? text.charAt(++i) : c);
        }
        return plain.toString();
    }

    /** Where the pair that begins there ends. */
    private int pairEnd(String text, int from) {
        if (!pair.equals(" ")) {
            int end = text.indexOf(pair, from);
            return end < 0 ? text.length() : end;
        }
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Where the next pair begins. */
    private int skip(String text, int from) {
        int at = from;
        if (!pair.equals(" ")) {
            while (text.startsWith(pair, at)) {
                at += pair.length();
            }
        }
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    @Override
    public String toString() {
        return "key" + value + "value" + pair + "…";
    }
}
