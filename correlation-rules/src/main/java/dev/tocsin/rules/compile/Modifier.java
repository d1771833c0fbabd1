package dev.tocsin.rules.compile;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The field modifiers that this version compiles (Sigma specification 2.1, modifiers appendix). */
enum Modifier {
    CONTAINS,
    STARTSWITH,
    ENDSWITH,
    ALL,
    RE,
    I,
    M,
    S,
    CIDR,
    EXISTS,
    CASED,
    LT,
    LTE,
    GT,
    GTE,
    NEQ,
    WINDASH,
    EXPAND,
    FIELDREF;

    private static final Set<String> LATER =
            Set.of(
                    "base64",
                    "base64offset",
                    "wide",
                    "utf16",
                    "utf16le",
                    "utf16be",
                    "minute",
                    "hour",
                    "day",
                    "week",
                    "month",
                    "year");

    /** The name in rule files. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The modifier of that name, or null when this version has none. */
    static @Nullable Modifier of(String text) {
        return switch (text) {
            case "ignorecase" -> I;
            case "multiline" -> M;
            case "dotall" -> S;
            default -> {
                for (Modifier modifier : values()) {
                    if (modifier.text().equals(text)) {
                        yield modifier;
                    }
                }
                yield null;
            }
        };
    }

    /** Whether Sigma has a modifier of that name that this version does not compile. */
    static boolean isLater(String text) {
        return LATER.contains(text);
    }
}
