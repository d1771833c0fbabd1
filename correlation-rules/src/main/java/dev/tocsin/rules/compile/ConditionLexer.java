package dev.tocsin.rules.compile;

import java.util.ArrayList;
import java.util.List;

/** Splits a condition into words and parentheses. */
final class ConditionLexer {
    private ConditionLexer() {}

    /**
     * A word, a parenthesis or a pipe.
     *
     * @param offset where it stands in the text
     */
    record Token(String text, int offset) {
        boolean is(String keyword) {
            return text.equalsIgnoreCase(keyword);
        }
    }

    static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (isMark(c)) {
                tokens.add(new Token(String.valueOf(c), at++));
            } else {
                int end = at;
                while (end < text.length() && isWordPart(text.charAt(end))) {
                    end++;
                }
                tokens.add(new Token(text.substring(at, end), at));
                at = end;
            }
        }
        return tokens;
    }

    private static boolean isMark(char c) {
        return c == '(' || c == ')' || c == '|';
    }

    private static boolean isWordPart(char c) {
        return !Character.isWhitespace(c) && !isMark(c);
    }
}
