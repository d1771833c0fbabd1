package dev.tocsin.bridge.http.cloudevents;

import dev.tocsin.bridge.http.MediaTypes;
import org.jspecify.annotations.Nullable;

/** How a request carries CloudEvents, which its media type says. */
enum ContentMode {
    /** The attributes are headers, the body is the data. */
    BINARY,
    /** The body is one event in JSON. */
    STRUCTURED,
    /** The body is an array of events in JSON. */
    BATCHED;

    private static final String PREFIX = "application/cloudevents";

    /** The mode of a media type; null when events come in a format that is not JSON. */
    static @Nullable ContentMode of(@Nullable String contentType) {
        String type = MediaTypes.type(contentType);
        if (!type.startsWith(PREFIX)) {
            return BINARY;
        }
        return switch (type.substring(PREFIX.length())) {
            case "", "+json" -> STRUCTURED;
            case "-batch", "-batch+json" -> BATCHED;
            default -> null;
        };
    }
}
