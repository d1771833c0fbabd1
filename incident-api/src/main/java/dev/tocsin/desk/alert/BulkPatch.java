package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One patch for a selection of alerts.
 *
 * @param items which alerts
 * @param patch what each of them gets
 */
record BulkPatch(List<Item> items, AlertPatch patch) {
    /** How many alerts one request may select. */
    static final int MAX_ALERTS = 500;

    private static final String ALERTS = "alerts";
    private static final String PATCH = "patch";
    static final int MAX_ID = 200;

    /**
     * One of the selected alerts.
     *
     * @param id its id
     * @param version the version that the caller has seen; null for whichever is there
     */
    record Item(String id, @Nullable Long version) {}

    /** Reads the body; throws a problem that names every fault. */
    static BulkPatch read(ObjectNode body) {
        new Fields(body, Set.of(ALERTS, PATCH)).check();
        if (!(body.get(PATCH) instanceof ObjectNode patch)) {
            throw invalid("/patch", "Expected an object, but found none");
        }
        JsonNode alerts = body.path(ALERTS);
        if (!alerts.isArray() || alerts.isEmpty() || alerts.size() > MAX_ALERTS) {
            throw invalid(
                    "/alerts",
                    "Expected an array of 1 to "
                            + MAX_ALERTS
                            + " alerts, but found "
                            + (alerts.isArray() ? alerts.size() : "none"));
        }
        return new BulkPatch(items(alerts), AlertPatch.read(patch));
    }

    private static List<Item> items(JsonNode alerts) {
        List<Item> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < alerts.size(); i++) {
            Item item = item(alerts.get(i), "/alerts/" + i);
            if (!seen.add(item.id())) {
                throw invalid(
                        "/alerts/" + i, "Expected each alert once, but found it a second time");
            }
            items.add(item);
        }
        return List.copyOf(items);
    }

    private static Item item(JsonNode node, String at) {
        if (!(node instanceof ObjectNode object)) {
            throw invalid(at, "Expected an object with the member id, but found another value");
        }
        Fields fields = new Fields(object, Set.of("id", "version"));
        String id = fields.text("id", MAX_ID);
        fields.check();
        JsonNode version = object.path("version");
        if (version.isMissingNode()) {
            return new Item(id, null);
        }
        if (!version.isIntegralNumber() || !version.canConvertToLong() || version.asLong() < 1) {
            throw invalid(at + "/version", "Expected an integer from 1, but found another value");
        }
        return new Item(id, version.asLong());
    }

    private static ProblemException invalid(String at, String detail) {
        return ProblemException.invalid(List.of(new Fault(at, detail)));
    }
}
