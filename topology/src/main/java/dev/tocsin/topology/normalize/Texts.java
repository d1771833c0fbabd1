package dev.tocsin.topology.normalize;

import java.util.Locale;

/** Small operations on text. */
final class Texts {
    private static final int SHORT = 100;

    private Texts() {}

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /** The text itself, or its first characters. */
    static String shortened(String text) {
        return text.length() <= SHORT ? text : text.substring(0, SHORT) + "…";
    }

    /** What comes after the last {@code /} or {@code \} of a path. */
    static String baseName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
