package dev.tocsin.desk.query;

/**
 * A value as it stands in a filter.
 *
 * @param pattern the text, in which a wildcard is a bare {@code *} or {@code ?}, and a backslash
 *     makes the character after it plain
 * @param at where it begins
 */
record Word(String pattern, int at) {

    /** How many wildcards it has. */
    int wildcards() {
        int count = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '*' || c == '?') {
                count++;
            }
        }
        return count;
    }

    /** The text without its backslashes. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            text.append(c == '\\' ? pattern.charAt(++i) : c);
        }
        return text.toString();
    }

    boolean isStar() {
        return "*".equals(pattern);
    }
}
