package dev.tocsin.desk.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.List;

/** Leaves of a document what the parameter {@code fields} names. */
public final class Members {
    private Members() {}

    /** The members at the paths, and the id; all when there are no paths. */
    public static ObjectNode of(ObjectNode document, List<String> paths) {
        if (paths.isEmpty()) {
            return document;
        }
        ObjectNode some = Json.object();
        JsonNode id = document.get("id");
        if (id != null) {
            some.set("id", id);
        }
        for (String path : paths) {
            JsonNode found = Json.at(document, path);
            if (found != null && !found.isMissingNode()) {
                Json.set(some, path, found);
            }
        }
        return some;
    }
}
