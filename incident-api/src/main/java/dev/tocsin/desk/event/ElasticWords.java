package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Wildcards in prose. The index has its words, cut at all that is neither letter nor digit: so the
 * shape is cut as well, and every part with a wildcard is the shape of a word.
 */
final class ElasticWords {
    private ElasticWords() {}

    /**
     * The query of a shape.
     *
     * @param pattern as {@link dev.tocsin.desk.query.Criterion.Like} has it for prose: with a star
     *     before and after what was written
     */
    static ObjectNode like(String field, String pattern) {
        List<ObjectNode> words = new ArrayList<>();
        for (String word : words(pattern.substring(1, pattern.length() - 1))) {
            if (word.chars().anyMatch(c -> c != '*' && c != '?')) {
                words.add(
                        word.indexOf('*') < 0 && word.indexOf('?') < 0
                                ? ElasticQueries.phrase(field, word)
                                : ElasticQueries.wildcard(field, word));
            }
        }
        return words.isEmpty() ? ElasticQueries.exists(field) : ElasticQueries.every(words);
    }

    private static List<String> words(String pattern) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean escaped = c == '\\' && i + 1 < pattern.length();
            c = escaped ? pattern.charAt(++i) : c;
            boolean wildcard = !escaped && (c == '*' || c == '?');
            if (wildcard || Character.isLetterOrDigit(c) || c == '_') {
                word.append(c);
            } else {
                add(words, word);
            }
        }
        add(words, word);
        return words;
    }

    private static void add(List<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
