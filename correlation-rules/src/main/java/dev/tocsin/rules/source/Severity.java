package dev.tocsin.rules.source;

import java.util.Locale;

/** How bad a problem is: an error keeps its document out of the rule set, a warning does not. */
public enum Severity {
    ERROR,
    WARNING;

    /** Lower case, for people and for JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
