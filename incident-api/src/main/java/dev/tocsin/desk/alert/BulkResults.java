package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Problem;
import dev.tocsin.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of each alert of a selection, in its order. Not thread-safe. */
final class BulkResults {
    private final Map<String, ObjectNode> results = new LinkedHashMap<>();

    BulkResults(List<BulkSelection.Item> items) {
        items.forEach(item -> results.put(item.id(), Json.object()));
    }

    /** It was done. */
    void done(StoredAlert now) {
        result(now.id(), 200).put("version", now.version());
    }

    /**
     * It was not done.
     *
     * @param now the alert as it is; null when there is none
     */
    void failed(String id, int status, String detail, @Nullable StoredAlert now) {
        ObjectNode result = result(id, status);
        if (now != null) {
            result.put("version", now.version());
        }
        result.put("detail", detail);
    }

    /** The same, with what a problem says. */
    void failed(StoredAlert alert, Problem problem) {
        failed(alert.id(), problem.status(), problem.detail(), alert);
    }

    /** The same for several. */
    void failed(Collection<StoredAlert> alerts, Problem problem) {
        alerts.forEach(alert -> failed(alert, problem));
    }

    private ObjectNode result(String id, int status) {
        ObjectNode result = results.computeIfAbsent(id, _ -> Json.object());
        result.removeAll();
        return result.put("id", id).put("status", status);
    }

    /** The answer. */
    ObjectNode toJson() {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        results.values().forEach(items::add);
        return answer;
    }
}
