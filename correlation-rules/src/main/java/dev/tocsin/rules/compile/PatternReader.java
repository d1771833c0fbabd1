package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.TextPattern;
import dev.tocsin.rules.plan.TextPattern.Literal;
import dev.tocsin.rules.plan.TextPattern.Part;
import dev.tocsin.rules.plan.TextPattern.Wild;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Sigma's wildcards and escapes (Sigma specification 2.1, escaping): {@code *} and {@code ?}
 * are wildcards, a backslash before one of them or before a backslash takes its meaning away, any
 * other backslash is itself.
 */
final class PatternReader {
    private static final String SPECIAL = "*?\\";

    private PatternReader() {}

    static TextPattern read(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && SPECIAL.indexOf(text.charAt(i + 1)) >= 0) {
                literal.append(text.charAt(++i));
            } else if (c == '*' || c == '?') {
                parts.add(new Literal(literal.toString()));
                parts.add(c == '*' ? Wild.RUN : Wild.ONE);
                literal.setLength(0);
            } else {
                literal.append(c);
            }
        }
        parts.add(new Literal(literal.toString()));
        return new TextPattern(parts);
    }

    /**
     * The modifier {@code windash}: every hyphen, slash or dash that begins a word stands for any
     * of the characters that start an option.
     */
    static TextPattern withAnyDash(TextPattern pattern) {
        List<Part> parts = new ArrayList<>();
        for (Part part : pattern.parts()) {
            if (part instanceof Literal(String text)) {
                addWithDashes(text, parts);
            } else {
                parts.add(part);
            }
        }
        return new TextPattern(parts);
    }

    private static void addWithDashes(String text, List<Part> parts) {
        int from = 0;
        for (int i = 0; i + 1 < text.length(); i++) {
            boolean dash = TextPattern.DASHES.indexOf(text.charAt(i)) >= 0;
            boolean wordBefore = i > 0 && isWord(text.charAt(i - 1));
            if (dash && !wordBefore && isWord(text.charAt(i + 1))) {
                parts.add(new Literal(text.substring(from, i)));
                parts.add(Wild.DASH);
                from = i + 1;
            }
        }
        parts.add(new Literal(text.substring(from)));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
