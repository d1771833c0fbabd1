package dev.tocsin.rules.compile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The field modifiers, all of them (Sigma specification 2.1, modifiers appendix). */
enum Modifier {
    CONTAINS,
    STARTSWITH,
    ENDSWITH,
    ALL,
    RE,
    I,
    M,
    S,
    WINDASH,
    CIDR,
    EXPAND,
    BASE64,
    BASE64OFFSET,
    WIDE,
    UTF16LE,
    UTF16BE,
    UTF16,
    FIELDREF,
    EXISTS,
    CASED,
    LT,
    LTE,
    GT,
    GTE,
    NEQ,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR;

    private static final Map<String, Modifier> BY_NAME = byName();

    /** The name in rule files. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The modifier of that name, also the long name of a flag, or null when there is none. */
    static @Nullable Modifier of(String text) {
        return BY_NAME.get(text);
    }

    private static Map<String, Modifier> byName() {
        Map<String, Modifier> names = new HashMap<>();
        for (Modifier modifier : values()) {
            names.put(modifier.text(), modifier);
        }
        names.put("ignorecase", I);
        names.put("multiline", M);
        names.put("dotall", S);
        return names;
    }
}
