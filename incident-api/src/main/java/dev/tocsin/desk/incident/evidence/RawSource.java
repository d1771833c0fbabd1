package dev.tocsin.desk.incident.evidence;

import dev.tocsin.event.EventRef;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the bytes are that events came in, for a while. */
@FunctionalInterface
public interface RawSource {
    /**
     * The bytes of an event; null when they are kept no more.
     *
     * @throws IOException when it cannot be said now
     */
    byte @Nullable [] find(EventRef event) throws IOException;
}
