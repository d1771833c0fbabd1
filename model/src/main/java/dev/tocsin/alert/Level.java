package dev.tocsin.alert;

import java.util.Locale;

/** Severity of a rule, as in Sigma; the number is {@code event.severity} of its alerts. */
public enum Level {
    INFORMATIONAL(10),
    LOW(21),
    MEDIUM(47),
    HIGH(73),
    CRITICAL(99);

    private final int severity;

    Level(int severity) {
        this.severity = severity;
    }

    /** From 0 to 100. */
    public int severity() {
        return severity;
    }

    /** Lower case, as in rule files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the lower-case name.
     *
     * @throws IllegalArgumentException when there is no such level
     */
    public static Level of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
