package dev.tocsin.rules.explain;

/**
 * How a text is set.
 *
 * @param colour whether it may have ANSI colours
 */
public record Style(boolean colour) {
    /** Text alone. */
    public static final Style PLAIN = new Style(false);

    private static final String RESET = "\u001b[0m";

    String good(String text) {
        return in("\u001b[32m", text);
    }

    String bad(String text) {
        return in("\u001b[31m", text);
    }

    String dim(String text) {
        return in("\u001b[2m", text);
    }

    String bold(String text) {
        return in("\u001b[1m", text);
    }

    private String in(String code, String text) {
        return colour ? code + text + RESET : text;
    }
}
