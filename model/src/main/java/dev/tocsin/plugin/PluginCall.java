package dev.tocsin.plugin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call of a plugin. */
public interface PluginCall {
    /** When the event arrived: the only clock that a plugin may ask. */
    Instant receivedAt();

    /** The source that sent it, if it has a name. */
    @Nullable String source();

    /** Says in a sentence what went wrong; it will stand in {@code tocsin.problems}. */
    void problem(String text);
}
