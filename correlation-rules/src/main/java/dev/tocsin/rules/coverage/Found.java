package dev.tocsin.rules.coverage;

import java.util.Locale;

/** How a field is found in an event. */
public enum Found {
    /** A mapping names the field. */
    MAPPED,
    /** No mapping names it; the log source keeps all its fields under a namespace of its own. */
    NAMESPACE,
    /** Only under its own name, and where unknown senders' fields are kept. */
    OWN_NAME;

    /** The name in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
