package dev.tocsin.desk;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request before it is sent.
 *
 * @param headers but the media type
 * @param type the media type of the body; null for none
 * @param body null for none
 */
record Sent(
        String method,
        String path,
        Map<String, String> headers,
        @Nullable String type,
        @Nullable String body) {
    Sent {
        headers = Map.copyOf(headers);
    }

    /** The same with a header. */
    Sent with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Sent(method, path, all, type, body);
    }

    /** The same without a header. */
    Sent without(String name) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.remove(name);
        return new Sent(method, path, all, type, body);
    }

    /** The same at another path. */
    Sent at(String other) {
        return new Sent(method, other, headers, type, body);
    }

    /** The same with another body. */
    Sent saying(@Nullable String otherType, String otherBody) {
        return new Sent(method, path, headers, otherType, otherBody);
    }
}
