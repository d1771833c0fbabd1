package dev.tocsin.topology.normalize;

import dev.tocsin.json.JsonPath;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fields that normalizing sets and asks, split once and not for every event. Names that senders
 * make up are kept too, but only so many. Thread-safe.
 */
final class Places {
    private static final int MOST = 2_000;

    private final Map<String, JsonPath> byField = new ConcurrentHashMap<>();

    JsonPath of(String field) {
        JsonPath known = byField.get(field);
        if (known != null) {
            return known;
        }
        JsonPath path = JsonPath.of(field);
        if (byField.size() < MOST) {
            byField.put(field, path);
        }
        return path;
    }
}
