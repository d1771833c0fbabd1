package dev.tocsin.rules.plan;

import dev.tocsin.rules.plan.TextPattern.Literal;
import dev.tocsin.rules.plan.TextPattern.Part;
import dev.tocsin.rules.plan.TextPattern.Wild;
import java.util.List;

/** The shape of a text pattern: which comparison of plain strings it is, if any. */
public enum Shape {
    EQUALS("equals"),
    CONTAINS("contains"),
    STARTS_WITH("startswith"),
    ENDS_WITH("endswith"),
    /** {@code *}: any value at all. */
    ANY("any"),
    /** Everything else. */
    WILDCARDS("matches");

    private final String operator;

    Shape(String operator) {
        this.operator = operator;
    }

    /** Its name for people. */
    public String operator() {
        return operator;
    }

    /** The shape of a pattern. */
    public static Shape of(TextPattern pattern) {
        List<Part> parts = pattern.parts();
        if (pattern.isAny()) {
            return ANY;
        }
        int from = startsOpen(pattern) ? 1 : 0;
        int to = parts.size() - (endsOpen(pattern) ? 1 : 0);
        boolean plain = from >= to || (to - from == 1 && parts.get(from) instanceof Literal);
        if (!plain) {
            return WILDCARDS;
        }
        if (from == 0) {
            return to == parts.size() ? EQUALS : STARTS_WITH;
        }
        return to == parts.size() ? ENDS_WITH : CONTAINS;
    }

    /** The text between the wildcards of a pattern that is not {@link #WILDCARDS}. */
    public static String literal(TextPattern pattern) {
        for (Part part : pattern.parts()) {
            if (part instanceof Literal(String text)) {
                return text;
            }
        }
        return "";
    }

    /** The pattern without the wildcards that the operator already says. */
    TextPattern inner(TextPattern pattern) {
        return switch (this) {
            case EQUALS, ANY, WILDCARDS -> pattern;
            case CONTAINS, STARTS_WITH, ENDS_WITH -> TextPattern.literal(literal(pattern));
        };
    }

    private static boolean startsOpen(TextPattern pattern) {
        return !pattern.parts().isEmpty() && pattern.parts().getFirst() == Wild.RUN;
    }

    private static boolean endsOpen(TextPattern pattern) {
        return pattern.parts().size() > 1 && pattern.parts().getLast() == Wild.RUN;
    }
}
