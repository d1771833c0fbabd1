package dev.tocsin.rules.pipeline;

import java.util.Locale;

/** What the document is when the steps of a pipeline of {@link Stage#BEFORE} are done. */
public enum Result {
    /** The event in ECS; what no step put anywhere goes under the pipeline's namespace. */
    ECS,
    /** As if the sender had sent it: the built-in normalizers read it. */
    SENT;

    /** The name in files. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
