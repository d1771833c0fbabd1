package dev.tocsin.rules.plan;

import dev.tocsin.rules.plan.TextPattern.Literal;
import dev.tocsin.rules.plan.TextPattern.Part;
import dev.tocsin.rules.value.Fold;
import org.jspecify.annotations.Nullable;

/**
 * Something cheap that must hold of a value for a test to pass: a folded text in a certain place,
 * or a number. It is necessary, not sufficient.
 *
 * @param kind where the text must stand
 * @param text folded text, or the canonical number; empty for {@link Kind#PRESENT}
 */
public record Anchor(Kind kind, String text) {
    /** Where the text must stand. */
    public enum Kind {
        EQUALS,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS,
        /** The value is the number. */
        NUMBER,
        /** There is a value. */
        PRESENT
    }

    private static final String EVERYDAY = " \\/.:-_\"";

    /** By weight: one or two characters stand in nearly every text. */
    private static final double[] COMMON = {1, 0.96, 0.6, 0.25};

    static final double PRESENT_COMMONNESS = 0.98;

    private static final Anchor PRESENT = new Anchor(Kind.PRESENT, "");

    /** The most telling anchor of a test. */
    public static Anchor of(ValueTest test) {
        return switch (test) {
            case ValueTest.Text(TextPattern pattern, boolean _) -> of(pattern);
            case ValueTest.IsNumber(String canonical) -> new Anchor(Kind.NUMBER, canonical);
            case ValueTest.Regex regex -> ofLiteral(RegexLiteral.in(regex.pattern()));
            case ValueTest.Compare _, ValueTest.TimePart _, ValueTest.InNetwork _ -> PRESENT;
        };
    }

    private static Anchor of(TextPattern pattern) {
        return switch (Shape.of(pattern)) {
            case EQUALS -> new Anchor(Kind.EQUALS, folded(Shape.literal(pattern)));
            case STARTS_WITH -> new Anchor(Kind.STARTS_WITH, folded(Shape.literal(pattern)));
            case ENDS_WITH -> new Anchor(Kind.ENDS_WITH, folded(Shape.literal(pattern)));
            case CONTAINS -> ofLiteral(Shape.literal(pattern));
            case ANY -> PRESENT;
            case WILDCARDS -> ofLiteral(longest(pattern));
        };
    }

    private static Anchor ofLiteral(@Nullable String literal) {
        return literal == null || literal.isEmpty()
                ? PRESENT
                : new Anchor(Kind.CONTAINS, folded(literal));
    }

    private static @Nullable String longest(TextPattern pattern) {
        String longest = null;
        for (Part part : pattern.parts()) {
            if (part instanceof Literal(String text)
                    && (longest == null || text.length() > longest.length())) {
                longest = text;
            }
        }
        return longest;
    }

    private static String folded(String text) {
        return Fold.fold(text);
    }

    /** An estimate of how many events pass: 1 for nearly all, 0 for nearly none. */
    public double commonness() {
        int weight = weight();
        return switch (kind) {
            case PRESENT -> PRESENT_COMMONNESS;
            case NUMBER -> 0.2;
            case EQUALS -> weight == 0 ? 0.5 : 0.4 / (weight + 8);
            case STARTS_WITH, ENDS_WITH -> 0.8 / (weight + 4);
            case CONTAINS -> weight < COMMON.length ? COMMON[weight] : 1.0 / (weight + 2);
        };
    }

    /** Whether nearly every text passes, so that looking for it is not worth the time. */
    public boolean isWeak() {
        return kind == Kind.CONTAINS && weight() <= 1;
    }

    /** The length, in which a character counts for more that few texts have. */
    private int weight() {
        int weight = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean everyday = Character.isLetterOrDigit(c) || EVERYDAY.indexOf(c) >= 0;
            weight += c >= 0x80 ? 6 : everyday ? 1 : 3;
        }
        return weight;
    }
}
