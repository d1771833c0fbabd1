package dev.tocsin.desk.incident.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the documents of events are. */
@FunctionalInterface
public interface EventSource {
    /**
     * The document of an event; null when there is none.
     *
     * @throws IOException when it cannot be said now
     */
    @Nullable JsonNode find(String id) throws IOException, InterruptedException;
}
