package dev.tocsin.rules.pipeline;

import java.util.Locale;

/** When a pipeline runs. */
public enum Stage {
    /** Over what the sender sent; of these the first that applies runs, and no other. */
    BEFORE,
    /** Over the normalized event; all that apply run, one after the other. */
    AFTER;

    /** The name in files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
