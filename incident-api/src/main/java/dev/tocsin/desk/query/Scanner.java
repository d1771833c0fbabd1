package dev.tocsin.desk.query;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the words and signs of a filter, from left to right. */
final class Scanner {
    private static final String SIGNS = "()[]\"";
    private static final String NAME_SIGNS = "._-@";

    private final String text;
    private int position;

    Scanner(String text) {
        this.text = text;
    }

    int position() {
        skipSpace();
        return position;
    }

    boolean atEnd() {
        skipSpace();
        return position == text.length();
    }

    /** Whether this sign is next. */
    boolean isNext(char sign) {
        skipSpace();
        return position < text.length() && text.charAt(position) == sign;
    }

    /** Takes this sign if it is next. */
    boolean take(String sign) {
        skipSpace();
        if (!text.startsWith(sign, position)) {
            return false;
        }
        position += sign.length();
        return true;
    }

    /** Takes a minus that stands before something. */
    boolean takeMinus() {
        skipSpace();
        boolean found =
                text.startsWith("-", position)
                        && position + 1 < text.length()
                        && !Character.isWhitespace(text.charAt(position + 1));
        position += found ? 1 : 0;
        return found;
    }

    /** Whether this keyword is next, in any case. */
    boolean sees(String keyword) {
        skipSpace();
        int end = position + keyword.length();
        return text.regionMatches(true, position, keyword, 0, keyword.length())
                && (end == text.length()
                        || Character.isWhitespace(text.charAt(end))
                        || text.charAt(end) == '('
                        || text.charAt(end) == ')');
    }

    /** Takes this keyword if it is next. */
    boolean takeKeyword(String keyword) {
        boolean found = sees(keyword);
        position += found ? keyword.length() : 0;
        return found;
    }

    /** Takes the name of a field with its colon; null when there is none. */
    @Nullable String takeFieldName() {
        skipSpace();
        int end = position;
        while (end < text.length() && isName(text.charAt(end))) {
            end++;
        }
        if (end == position || end == text.length() || text.charAt(end) != ':') {
            return null;
        }
        String name = text.substring(position, end);
        position = end + 1;
        return name;
    }

    /** Takes a value: quoted, or up to a space or a bracket. */
    Word word(String expected) throws QueryException {
        skipSpace();
        return isNext('"') ? quoted() : plain(expected);
    }

    QueryException expected(String what) {
        skipSpace();
        return new QueryException(position, what, found());
    }

    private Word plain(String expected) throws QueryException {
        int start = position;
        StringBuilder pattern = new StringBuilder();
        while (position < text.length() && isPlain(text.charAt(position))) {
            char c = text.charAt(position++);
            pattern.append(c);
            if (c == '\\') {
                if (position == text.length()) {
                    throw new QueryException(
                            position, "a character after the backslash", "the end");
                }
                pattern.append(text.charAt(position++));
            }
        }
        if (pattern.isEmpty()) {
            throw expected(expected);
        }
        return new Word(pattern.toString(), start);
    }

    private Word quoted() throws QueryException {
        int start = position++;
        StringBuilder pattern = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return new Word(pattern.toString(), start);
            }
            if (c == '\\' && position < text.length()) {
                c = text.charAt(position++);
            }
            if (c == '*' || c == '?' || c == '\\') {
                pattern.append('\\');
            }
            pattern.append(c);
        }
        throw new QueryException(
                text.length(),
                "the quotation mark that ends the text begun at character " + (start + 1),
                "the end");
    }

    private String found() {
        if (position == text.length()) {
            return "the end";
        }
        int end = position + 1;
        while (end < text.length() && isPlain(text.charAt(end)) && isPlain(text.charAt(position))) {
            end++;
        }
        return String.format(Locale.ROOT, "%.40s", text.substring(position, end));
    }

    private void skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || NAME_SIGNS.indexOf(c) >= 0;
    }

    private static boolean isPlain(char c) {
        return !Character.isWhitespace(c) && SIGNS.indexOf(c) < 0;
    }
}
