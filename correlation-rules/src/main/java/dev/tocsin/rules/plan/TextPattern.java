package dev.tocsin.rules.plan;

import dev.tocsin.rules.value.Fold;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with wildcards that must match a whole value.
 *
 * @param parts neighbouring literals are merged, runs of {@link Wild#RUN} are one
 */
public record TextPattern(List<Part> parts) {
    /** A piece of a pattern. */
    public sealed interface Part {}

    /** Exactly this text. */
    public record Literal(String text) implements Part {}

    /** What a wildcard stands for. */
    public enum Wild implements Part {
        /** Any run of characters, also none. */
        RUN,
        /** Exactly one character. */
        ONE,
        /** One of the characters that start an option: hyphen, slash, and three dashes. */
        DASH
    }

    /** The characters of {@link Wild#DASH}. */
    public static final String DASHES = "-/\u2013\u2014\u2015";

    public TextPattern {
        parts = merged(parts);
    }

    /** Exactly this text, whatever is in it. */
    public static TextPattern literal(String text) {
        return new TextPattern(List.of(new Literal(text)));
    }

    private static List<Part> merged(List<Part> parts) {
        List<Part> merged = new ArrayList<>();
        for (Part part : parts) {
            Part last = merged.isEmpty() ? null : merged.getLast();
            if (part instanceof Literal(String text) && last instanceof Literal(String before)) {
                merged.set(merged.size() - 1, new Literal(before + text));
            } else if (!(part == Wild.RUN && last == Wild.RUN)
                    && !(part instanceof Literal(String text) && text.isEmpty())) {
                merged.add(part);
            }
        }
        return List.copyOf(merged);
    }

    /** This pattern with {@link Wild#RUN} at either end. */
    public TextPattern widened(boolean before, boolean after) {
        List<Part> wide = new ArrayList<>();
        if (before) {
            wide.add(Wild.RUN);
        }
        wide.addAll(parts);
        if (after) {
            wide.add(Wild.RUN);
        }
        return new TextPattern(wide);
    }

    /** This pattern with folded literals. */
    public TextPattern folded() {
        List<Part> folded = new ArrayList<>();
        for (Part part : parts) {
            folded.add(part instanceof Literal(String text) ? new Literal(Fold.fold(text)) : part);
        }
        return new TextPattern(folded);
    }

    /** Whether it is {@code *}: any value. */
    public boolean isAny() {
        return parts.equals(List.of(Wild.RUN));
    }

    /** In Sigma's spelling, with escapes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Literal(String literal) ->
                        text.append(literal.replace("*", "\\*").replace("?", "\\?"));
                case Wild.RUN -> text.append('*');
                case Wild.ONE -> text.append('?');
                case Wild.DASH -> text.append("[-/]");
            }
        }
        return text.toString();
    }
}
